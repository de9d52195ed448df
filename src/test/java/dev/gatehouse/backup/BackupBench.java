package dev.gatehouse.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Torments backups: {@code BackupBench kill|load [N]}. Ends with 1 when something was lost or
 * mixed.
 */
final class BackupBench {

  private BackupBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("backup-bench");
    String part = args.length > 0 ? args[0] : "all";
    int number = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    boolean right = true;
    try {
      if (part.equals("all") || part.equals("load")) {
        int count = number > 0 ? number : 100;
        String said = new WriteLoad(folder, count).run();
        System.out.println("backups made while four threads write: " + said);
        right &= said.startsWith(count + " of");
      }
      if (part.equals("all") || part.equals("kill")) {
        kill(folder.resolve("killed"), number > 0 ? number : 200);
      }
    } finally {
      Disk.real().delete(folder);
    }
    System.exit(right ? 0 : 1);
  }

  // Every point there is, again and again, until there are so many.
  private static void kill(Path folder, int points) throws IOException, InterruptedException {
    RestoreKills kills = new RestoreKills(Files.createDirectories(folder));
    int dead = 0;
    int whole = 0;
    int told = 0;
    for (int n = 0; dead < points; n++) {
      if (dies(kills, "restore", n)) {
        dead++;
        told += kills.check(n).isPresent() ? 1 : 0;
      } else {
        kills.check(n);
        whole++;
        n = -1;
      }
    }
    System.out.printf(
        "restorations killed: %d, not killed: %d; old state %d, new state %d, mixed 0; recovered by the next command %d%n",
        dead, whole, kills.oldCount(), kills.newCount(), told);
    int backups = 0;
    int broken = 0;
    BackupFolder here = new BackupFolder(kills.project(), SampleProject.NOON);
    for (int n = 0; backups < points; n++) {
      if (dies(kills, "create", n)) {
        backups++;
        broken += (int) here.list().stream().filter(b -> !b.problem().isEmpty()).count();
      } else {
        n = -1;
        here.list().forEach(here::remove);
      }
    }
    System.out.printf("backups killed: %d; broken ones in the list %d%n", backups, broken);
    if (broken > 0) {
      throw new IllegalStateException("a broken backup was left");
    }
  }

  private static boolean dies(RestoreKills kills, String what, int n)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DyingProcess.class.getName(),
                    what,
                    kills.project().folder().toString(),
                    kills.backup().file().toString(),
                    String.valueOf(n)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it does not end");
    }
    if (process.exitValue() != 0 && process.exitValue() != DyingProcess.DEAD) {
      throw new IllegalStateException(
          "%s with %d operations ended with %d".formatted(what, n, process.exitValue()));
    }
    return process.exitValue() == DyingProcess.DEAD;
  }
}
