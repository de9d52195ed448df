package dev.gatehouse.secret.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Kills processes that change a secrets file, as often as asked, and prints what was lost. */
final class SecretKillsBench {

  private SecretKillsBench() {}

  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    Path folder = Files.createTempDirectory("kills");
    SecretKills kills = new SecretKills(folder, seed);
    try {
      for (int i = 1; i <= count; i++) {
        kills.kill();
      }
    } finally {
      try (Stream<Path> left = Files.walk(folder)) {
        left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
    kills.faults().forEach(System.out::println);
    System.out.printf("%s, seed %d%n", kills.summary(count), seed);
    System.exit(kills.faults().isEmpty() ? 0 : 1);
  }
}
