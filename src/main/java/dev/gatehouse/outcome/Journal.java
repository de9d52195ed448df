package dev.gatehouse.outcome;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every event to every listener, in the order they subscribed, required ones first. A
 * listener that fails is logged and breaks neither the flow nor the other listeners; a required one
 * breaks the flow. Thread-safe; listeners are called on the recording thread.
 */
public final class Journal {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Event>> required = new CopyOnWriteArrayList<>();
  private final List<Runnable> readiness = new CopyOnWriteArrayList<>();

  /** Adds a listener for all later events. */
  public void subscribe(Consumer<Event> listener) {
    listeners.add(listener);
  }

  /**
   * Adds a listener for all later events without which nothing may be done: what it throws, {@link
   * #record} throws.
   *
   * @param ready throws when the listener could take no event now
   */
  public void require(Consumer<Event> listener, Runnable ready) {
    required.add(listener);
    readiness.add(ready);
  }

  /**
   * Returns when an action may be begun; throws what a required listener that is not ready throws.
   */
  public void ready() {
    readiness.forEach(Runnable::run);
  }

  /** Records an event. Never throws because of a listener, but for one that is required. */
  public void record(Event event) {
    try {
      required.forEach(listener -> listener.accept(event));
    } finally {
      tellOthers(event);
    }
  }

  private void tellOthers(Event event) {
    for (Consumer<Event> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        log.warn(
            "A reader of the journal failed on {} at {}; the run goes on, that reader lacks the"
                + " entry",
            event.action(),
            event.portal(),
            e);
      }
    }
  }
}
