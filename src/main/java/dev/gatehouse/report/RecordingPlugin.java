package dev.gatehouse.report;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;

/**
 * The plugin Cucumber is told of: hands its events to a {@link Recording}. Used without one, as by
 * a suite class an IDE runs, it takes the results folder as its argument, adds to what is there,
 * and redacts nothing.
 */
public final class RecordingPlugin implements ConcurrentEventListener {

  private final ConcurrentEventListener listener;

  /**
   * Creates the plugin; called by Cucumber.
   *
   * @param recording a recording's key, or a results folder
   */
  public RecordingPlugin(String recording) {
    this.listener = Recording.of(recording).listener();
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    listener.setEventPublisher(publisher);
  }
}
