package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Watches a process and all it starts: processor time and memory, looked at ten times a second.
 * Memory is told on Linux only, elsewhere it is 0. Close it to stop.
 */
final class ProcessWatch implements AutoCloseable {

  private static final long EVERY_MILLIS = 100;
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Pattern NOW = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final ProcessHandle root;
  private final Map<Long, Duration> processorTime = new HashMap<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> looking;
  private long rootPeakKilobytes;
  private long allPeakKilobytes;

  ProcessWatch(ProcessHandle root) {
    this.root = root;
    this.looking = clock.scheduleAtFixedRate(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    long all = 0;
    for (ProcessHandle process : Stream.concat(Stream.of(root), root.descendants()).toList()) {
      process.info().totalCpuDuration().ifPresent(time -> processorTime.put(process.pid(), time));
      String status = status(process);
      all += kilobytes(NOW, status);
      if (process.equals(root)) {
        rootPeakKilobytes = Math.max(rootPeakKilobytes, kilobytes(PEAK, status));
      }
    }
    allPeakKilobytes = Math.max(allPeakKilobytes, all);
  }

  private static String status(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
    } catch (IOException ended) {
      return "";
    }
  }

  private static long kilobytes(Pattern line, String status) {
    Matcher matcher = line.matcher(status);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** Returns the processor time of all processes, user and system. */
  synchronized Duration processorTime() {
    return processorTime.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns the processor time of the process itself, user and system. */
  synchronized Duration rootProcessorTime() {
    return processorTime.getOrDefault(root.pid(), Duration.ZERO);
  }

  /** Returns the most memory the process itself had resident, in MB. */
  synchronized long rootPeakMegabytes() {
    return rootPeakKilobytes / 1024;
  }

  /** Returns the most memory all had resident at once, in MB; what they share counts for each. */
  synchronized long allPeakMegabytes() {
    return allPeakKilobytes / 1024;
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.shutdownNow();
  }
}
