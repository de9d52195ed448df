package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures and torments the audit log: {@code AuditBench append|verify|kill|fault|tamper [N]}, or
 * all of them. Ends with 1 when something was lost or not found.
 */
final class AuditBench {

  private static final int THREADS = 16;
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 300;
  private static final long ONE_MS = 1_000_000;

  private final Path folder;
  private boolean failed;

  private AuditBench(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("audit-bench");
    AuditBench bench = new AuditBench(folder);
    String part = args.length > 0 ? args[0] : "all";
    int number = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    try {
      for (String name : List.of("append", "verify", "fault", "tamper", "kill")) {
        if (part.equals("all") || part.equals(name)) {
          bench.run(name, number);
        }
      }
    } finally {
      clear(folder);
    }
    System.exit(bench.failed ? 1 : 0);
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void run(String part, int number) throws Exception {
    switch (part) {
      case "append" -> append(number == 0 ? 2000 : number);
      case "verify" -> verify(number == 0 ? 1_000_000 : number);
      case "fault" -> fault();
      case "tamper" -> tamper(number == 0 ? 10_000 : number);
      default -> kill(number == 0 ? 1000 : number);
    }
  }

  private void append(int count) throws Exception {
    // A run's first entries are few; what is measured is the pace, once Java has compiled it.
    bare(folder.resolve("bare-warm"), WARM_UP, 1, 0);
    single(folder.resolve("single-warm"), WARM_UP, RealDisk.INSTANCE);
    group(folder.resolve("group-warm"), WARM_UP * 4, RealDisk.INSTANCE);
    double[] here = against("", count, 0, RealDisk.INSTANCE);
    // A virtual disk may say that it has written what is in another machine's memory.
    against(
        ", 1 ms a write",
        count / 2,
        ONE_MS,
        new UnforcedDisk(() -> pause(System.nanoTime() + ONE_MS)));
    System.out.printf("CPU for an entry without the disk: %.3f ms%n", cpuMillis());
    failed |= here[0] < 0.5 || here[1] < 0.5;
  }

  private double[] against(String how, int count, long nanos, Disk disk) throws Exception {
    double[] single = new double[ROUNDS];
    double[] group = new double[ROUNDS];
    String name = "log" + nanos + "-";
    for (int i = 0; i < ROUNDS; i++) {
      // In turn, so that a disk that others slow down slows down both.
      double bare = bare(folder.resolve(name + "bare-" + i), count, 1, nanos);
      double ours = single(folder.resolve(name + "single-" + i), count, disk);
      single[i] = ours / bare;
      System.out.printf(
          "one thread%s: bare %.0f/s, audit %.0f/s, ratio %.2f%n", how, bare, ours, ours / bare);
      double bareGroup = bare(folder.resolve(name + "bares-" + i), count, THREADS, nanos);
      double oursGroup = group(folder.resolve(name + "group-" + i), count * 2, disk);
      group[i] = oursGroup / bareGroup;
      System.out.printf(
          "%d threads%s: bare groups of %d %.0f/s, audit %.0f/s, ratio %.2f%n",
          THREADS, how, THREADS, bareGroup, oursGroup, group[i]);
    }
    Arrays.sort(single);
    Arrays.sort(group);
    System.out.printf(
        "median ratio%s: fsync per entry %.2f, group commit %.2f%n", how, single[1], group[1]);
    return new double[] {single[1], group[1]};
  }

  private static void pause(long end) {
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private double cpuMillis() {
    Path log = folder.resolve("cpu");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (AuditLog audit = open(log, new UnforcedDisk())) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < 10_000; i++) {
        audit.append(Logs.entry(i));
      }
      return (threads.getCurrentThreadCpuTime() - start) / 1e6 / 10_000;
    }
  }

  // With so many nanoseconds a write, nothing is waited for but those.
  private static double bare(Path file, int count, int together, long nanos) throws IOException {
    byte[] line = ("x".repeat(560) + "\n").repeat(together).getBytes(UTF_8);
    long start = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = 0; i < count; i += together) {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (nanos > 0) {
          pause(System.nanoTime() + nanos);
        } else {
          channel.force(false);
        }
      }
    }
    return perSecond(count, start);
  }

  private static double perSecond(int count, long start) {
    return count * 1e9 / (System.nanoTime() - start);
  }

  private static AuditLog open(Path log, Disk disk) {
    AuditSettings plain = AuditSettings.of(log, "ann", "box", text -> text);
    return AuditLog.open(plain, Logs.key(log), Optional.empty(), Clock.systemUTC(), disk);
  }

  private static double single(Path log, int count, Disk disk) {
    try (AuditLog audit = open(log, disk)) {
      audit.append(Logs.entry(0));
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        audit.append(Logs.entry(i));
      }
      return perSecond(count, start);
    }
  }

  private static double group(Path log, int count, Disk disk) throws InterruptedException {
    try (AuditLog audit = open(log, disk)) {
      audit.append(Logs.entry(0));
      CountDownLatch done = new CountDownLatch(THREADS);
      long start = System.nanoTime();
      for (int t = 0; t < THREADS; t++) {
        new Thread(
                () -> {
                  for (int i = 0; i < count / THREADS; i++) {
                    audit.append(Logs.entry(i));
                  }
                  done.countDown();
                })
            .start();
      }
      done.await();
      return perSecond(count, start);
    }
  }

  // Written without the disk's pace: what is measured is reading.
  private void verify(int count) throws IOException {
    Path log = folder.resolve("verify");
    AuditSettings settings = AuditSettings.of(log, "ann", "box", text -> text);
    try (Ledger ledger = ledger(log, settings)) {
      List<PreparedEntry> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(PreparedEntry.of(Logs.entry(i).members()));
        if (entries.size() == settings.every() || i == count - 1) {
          ledger.append(entries);
          ledger.sign();
          entries.clear();
        }
      }
    }
    long start = System.nanoTime();
    Verification found = Logs.verify(log);
    double seconds = (System.nanoTime() - start) / 1e9;
    long bytes;
    try (Stream<Path> files = Files.list(log)) {
      bytes = files.mapToLong(file -> file.toFile().length()).sum();
    }
    System.out.printf(
        "verified %,d entries, %,d checkpoints, %,d MB in %.1f s: %s%n",
        found.entries(),
        found.checkpoints(),
        bytes >> 20,
        seconds,
        found.holds() ? "holds" : "bad");
    failed |= !found.holds() || found.entries() != count || seconds > 60;
    clear(log);
  }

  private static Ledger ledger(Path log, AuditSettings settings) throws IOException {
    Files.createDirectories(log);
    return Ledger.open(
        new UnforcedDisk(),
        log,
        settings.anchors(),
        Clock.systemUTC(),
        UUID.randomUUID().toString().substring(0, 8),
        Logs.key(log),
        Optional.empty());
  }

  private void fault() throws IOException {
    FaultRound whole = new FaultRound(folder.resolve("fault-none"), 0, FaultyDisk.Fault.FAIL_AFTER);
    List<String> wrong = new ArrayList<>(whole.run());
    int rounds = 0;
    for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
      for (int call = 1; call <= whole.calls(); call++) {
        Path log = folder.resolve("fault-" + fault + "-" + call).resolve("audit");
        for (String found : new FaultRound(log, call, fault).run()) {
          wrong.add(fault + " in call " + call + ": " + found);
        }
        rounds++;
      }
    }
    System.out.printf(
        "faults in each of %d disk calls: %d rounds, %d corrupt%n",
        whole.calls(), rounds, wrong.size());
    wrong.forEach(line -> System.out.println(line));
    failed |= !wrong.isEmpty();
  }

  private void tamper(int count) throws IOException {
    int done = 0;
    int missed = 0;
    int torn = 0;
    for (int seed = 0; done < count; seed++) {
      Path log = folder.resolve("tamper-" + seed).resolve("audit");
      Tampering tampering = new Tampering(log, seed);
      for (int i = 0; i < 500 && done < count; i++) {
        String how = tampering.change();
        if (!AuditVerifierTest.found(log)) {
          missed++;
          System.out.printf("not found: seed %d, %s%n", seed, how);
        } else if (Logs.verify(log).holds()) {
          torn++;
        }
        tampering.undo();
        done++;
      }
    }
    System.out.printf(
        "%,d changes, %,d not found; %,d of them told as an unfinished end%n", done, missed, torn);
    failed |= missed > 0;
  }

  private void kill(int count) throws Exception {
    int kills = 0;
    long acknowledged = 0;
    List<String> wrong = new ArrayList<>();
    long start = System.nanoTime();
    for (int seed = 0; kills < count; seed++) {
      int some = Math.min(50, count - kills);
      try (KillRounds rounds = new KillRounds(folder.resolve("kill-" + seed), seed)) {
        wrong.addAll(rounds.run(some));
        acknowledged += rounds.acknowledged();
      }
      kills += some;
      System.out.printf(
          "%d kills, %,d acknowledged, %d wrong%n", kills, acknowledged, wrong.size());
    }
    System.out.printf(
        Locale.ROOT,
        "%d kills of 4 processes in %s: %,d entries acknowledged, %d lost or not verifiable%n",
        kills,
        Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.SECONDS),
        acknowledged,
        wrong.size());
    wrong.forEach(line -> System.out.println(line));
    failed |= !wrong.isEmpty();
  }
}
