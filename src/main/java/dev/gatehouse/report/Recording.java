package dev.gatehouse.report;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventHandler;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestSourceParsed;
import io.cucumber.plugin.event.TestSourceRead;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.cucumber7jvm.AllureCucumber7Jvm;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Takes down what Cucumber runs, as Allure results in one folder. Open one for a run, give Cucumber
 * its {@link #plugin()} as often as the run starts Cucumber (once, and once more for each round of
 * retries), and close it before the report is written. Several may be open in one process.
 * Thread-safe.
 */
public final class Recording implements AutoCloseable {

  /**
   * Cucumber makes its plugins from a class name and one text, so an object can be handed to one
   * only by a name. Holds the recordings between their opening and closing, nothing longer.
   */
  private static final Map<String, Recording> OPEN = new ConcurrentHashMap<>();

  private final String key = UUID.randomUUID().toString();
  private final ResultsWriter writer;
  private final ProjectPaths paths;
  private final AllureLifecycle lifecycle;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  private Recording(ResultFiles files, Path project, UnaryOperator<String> redact) {
    this.paths = new ProjectPaths(project);
    this.writer =
        new ResultsWriter(files, new TextCleaner(text -> paths.strip(redact.apply(text))));
    this.lifecycle = new AllureLifecycle(writer);
  }

  /**
   * Opens a recording and empties the results folder of an earlier run.
   *
   * @param results the folder for the results; made if need be
   * @param project the folder feature files are told relative to
   * @param redact gets every text before it is written and returns it without secrets; called from
   *     many threads
   * @throws java.io.UncheckedIOException when the folder cannot be emptied
   */
  public static Recording open(Path results, Path project, UnaryOperator<String> redact) {
    ResultFiles files = new ResultFiles(results);
    files.clear();
    Recording recording = new Recording(files, project, redact);
    OPEN.put(recording.key, recording);
    return recording;
  }

  /** Returns what to name in {@code cucumber.plugin}. */
  public String plugin() {
    return RecordingPlugin.class.getName() + ":" + key;
  }

  /**
   * Ends the recording. A scenario that has begun and not ended, because the run was interrupted,
   * is written as broken. Nothing happens when it is called again.
   */
  @Override
  public void close() {
    OPEN.remove(key);
    closed.set(true);
    for (String uuid : Set.copyOf(running)) {
      if (running.remove(uuid)) {
        StatusDetails details = new StatusDetails();
        details.setMessage(Verdict.INTERRUPTED + ": the run ended before this scenario did");
        lifecycle.updateTestCase(
            uuid, result -> result.setStatus(Status.BROKEN).setStatusDetails(details));
        lifecycle.stopTestCase(uuid);
        lifecycle.writeTestCase(uuid);
      }
    }
  }

  /** Returns the open recording of that key, or one that appends to the folder of that name. */
  static Recording of(String keyOrFolder) {
    Recording open = OPEN.get(keyOrFolder);
    if (open != null) {
      return open;
    }
    return new Recording(
        new ResultFiles(Path.of(keyOrFolder)), Path.of(""), UnaryOperator.identity());
  }

  ConcurrentEventListener listener() {
    ScenarioPlaces places = new ScenarioPlaces(paths);
    AllureCucumber7Jvm allure = new AllureCucumber7Jvm(lifecycle);
    return publisher -> {
      publisher.registerHandlerFor(TestSourceRead.class, places::read);
      publisher.registerHandlerFor(TestSourceParsed.class, places::parsed);
      publisher.registerHandlerFor(
          TestCaseStarted.class,
          event -> {
            String uuid = event.getTestCase().getId().toString();
            writer.expect(uuid, places.facts(event.getTestCase()));
            running.add(uuid);
          });
      publisher.registerHandlerFor(
          TestCaseFinished.class, event -> running.remove(event.getTestCase().getId().toString()));
      allure.setEventPublisher(new WhileOpen(publisher));
    };
  }

  /** Drops what workers still tell after an interrupted run's results have been written. */
  private final class WhileOpen implements EventPublisher {
    private final EventPublisher publisher;

    WhileOpen(EventPublisher publisher) {
      this.publisher = publisher;
    }

    @Override
    public <T> void registerHandlerFor(Class<T> type, EventHandler<T> handler) {
      publisher.registerHandlerFor(
          type,
          event -> {
            if (!closed.get()) {
              handler.receive(event);
            }
          });
    }

    @Override
    public <T> void removeHandlerFor(Class<T> type, EventHandler<T> handler) {
      throw new UnsupportedOperationException("Allure's plugin removes no handler");
    }
  }
}
