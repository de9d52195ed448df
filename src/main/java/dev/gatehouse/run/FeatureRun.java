package dev.gatehouse.run;

import dev.gatehouse.run.ScenarioResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.platform.launcher.Launcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs scenarios: one portal's one after the other, several portals at once. Each worker takes the
 * portal with the most scenarios left, so that the longest does not come last.
 */
public final class FeatureRun {

  private static final Logger log = LoggerFactory.getLogger(FeatureRun.class);

  private final RunRequest request;
  private final RunListener listener;
  private final List<ScenarioResult> results = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;

  public FeatureRun(RunRequest request, RunListener listener) {
    this.request = request;
    this.listener = listener;
  }

  /**
   * Returns the scenarios the request chooses.
   *
   * @throws dev.gatehouse.problem.ProblemsException when a path or the tag expression is wrong
   */
  public static List<PlannedScenario> choose(RunRequest request) {
    return Discovery.scenarios(CucumberLaunch.launcher(), request);
  }

  /** Runs the scenarios and returns when the last has ended, or the run was stopped. */
  public RunSummary run(List<PlannedScenario> scenarios) {
    Instant started = Instant.now();
    long nanos = System.nanoTime();
    Queue<List<PlannedScenario>> batches = new ConcurrentLinkedQueue<>(byPortal(scenarios));
    listener.planned(scenarios.size(), batches.size());
    int workers = Math.max(1, Math.min(request.workers(), batches.size()));
    CountDownLatch done = new CountDownLatch(workers);
    for (int i = 1; i <= workers; i++) {
      Thread worker = new Thread(() -> work(batches, done), "worker-" + i);
      worker.setDaemon(true);
      worker.start();
    }
    await(done);
    ended.countDown();
    addNotRun(scenarios);
    return new RunSummary(results, started, Duration.ofNanos(System.nanoTime() - nanos), stopping);
  }

  private static List<List<PlannedScenario>> byPortal(List<PlannedScenario> scenarios) {
    Map<String, List<PlannedScenario>> portals =
        scenarios.stream()
            .collect(
                Collectors.groupingBy(
                    s -> s.portal().isEmpty() ? s.uniqueId() : s.portal(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return portals.values().stream()
        .sorted(Comparator.comparingInt((List<PlannedScenario> batch) -> batch.size()).reversed())
        .toList();
  }

  private void work(Queue<List<PlannedScenario>> batches, CountDownLatch done) {
    try {
      Launcher launcher = CucumberLaunch.launcher();
      for (List<PlannedScenario> batch = batches.poll();
          batch != null && !stopping;
          batch = batches.poll()) {
        new Batch(launcher, request, listener, results::add, () -> stopping).run(batch);
      }
    } finally {
      done.countDown();
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void addNotRun(List<PlannedScenario> scenarios) {
    List<PlannedScenario> ended = new ArrayList<>();
    results.forEach(result -> ended.add(result.scenario()));
    scenarios.stream()
        .filter(scenario -> !ended.contains(scenario))
        .map(
            scenario ->
                new ScenarioResult(
                    scenario, Verdict.NOT_RUN, "Not run", Optional.empty(), Duration.ZERO, 1))
        .forEach(results::add);
  }

  /**
   * Has no further scenario begin, and waits for those that run.
   *
   * @param patience how long to wait at most
   */
  public void stop(Duration patience) {
    stopping = true;
    try {
      boolean inTime = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      log.debug("Stopped; the running scenarios {}", inTime ? "ended" : "were cut off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
