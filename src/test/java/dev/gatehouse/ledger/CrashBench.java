package dev.gatehouse.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Kills writing processes as often as asked and prints what was lost. */
final class CrashBench {

  private CrashBench() {}

  public static void main(String[] arguments) throws Exception {
    int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    Path folder = Files.createTempDirectory("crash");
    long start = System.nanoTime();
    Crashes crashes =
        new Crashes(
            folder,
            seed,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path")));
    try {
      for (int i = 1; i <= kills; i++) {
        crashes.kill(i);
        if (i % 50 == 0) {
          System.err.println(i + " kills, " + crashes.faults().size() + " faults");
        }
      }
    } finally {
      try (Stream<Path> left = Files.walk(folder)) {
        left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
    crashes.faults().forEach(System.out::println);
    System.out.printf(
        "%d kills (%d before the first row), %d rows acknowledged, %d faults, %d s, seed %d%n",
        kills,
        crashes.killedBeforeReady(),
        crashes.acknowledged(),
        crashes.faults().size(),
        Duration.ofNanos(System.nanoTime() - start).toSeconds(),
        seed);
    System.exit(crashes.faults().isEmpty() ? 0 : 1);
  }
}
