package dev.gatehouse.secret.file;

import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills (SIGKILL) processes that store secrets and seal their file anew, at random moments, and
 * looks at what is left: every secret must be readable and be what was acknowledged last, but for
 * the one change that was under way.
 */
final class SecretKills {

  private static final int LONGEST_MILLIS = 400;

  private final Path file;
  private final Random random;
  private final Map<SecretName, Integer> stored = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int next = 1;
  private int puts;
  private int rekeys;
  private int records;
  private int midway;

  SecretKills(Path folder, long seed) {
    this.file = folder.resolve("secrets.ghs");
    this.random = new Random(seed);
  }

  /** Kills one process, and checks. */
  void kill() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ChangingProcess.class.getName(),
                file.toString(),
                String.valueOf(next))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int rekeysBefore = rekeys;
    int put = next - 1;
    try (BufferedReader said = process.inputReader()) {
      String first = said.readLine();
      if (process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS)) {
        faults.add("a process ended by itself with " + process.exitValue());
      }
      // Not the process's own way, which closes what it has said, too.
      process.toHandle().destroyForcibly();
      for (String line = first; line != null; line = said.readLine()) {
        if (line.startsWith("put ")) {
          put = Integer.parseInt(line.substring("put ".length()));
          stored.put(ChangingProcess.name(put), put);
          puts++;
        } else {
          rekeys++;
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    midway += rekeys - rekeysBefore == put - next + 1 ? 0 : 1;
    check(put + 1);
  }

  private void check(int underWay) {
    try (FileSecretStore store = ChangingProcess.open(file, ChangingProcess.isOther(file))) {
      Map<SecretName, Integer> found = new HashMap<>();
      for (SecretInfo info : store.list()) {
        String value = store.get(info.name()).orElseThrow().value().reveal();
        int number = ChangingProcess.number(value);
        if (!value.equals(ChangingProcess.value(number))) {
          faults.add(info.name() + " is damaged");
        }
        found.put(info.name(), number);
        records++;
      }
      SecretName may = ChangingProcess.name(underWay);
      if (found.getOrDefault(may, 0) == underWay) {
        stored.put(may, underWay);
      }
      if (!found.equals(stored)) {
        faults.add("found " + found + ", acknowledged " + stored);
        stored.clear();
        stored.putAll(found);
      }
    } catch (SecretStoreException e) {
      faults.add("unreadable: " + e.getMessage());
    }
    next = underWay + 1;
  }

  /** Returns what was wrong. */
  List<String> faults() {
    return faults;
  }

  /** Returns how many changes were acknowledged. */
  int acknowledged() {
    return puts + rekeys;
  }

  /** Says what was found, for a person. */
  String summary(int kills) {
    return "%d kills, %d secrets set and %d times sealed anew, %d of the kills between the two, %d records read, %d faults"
        .formatted(kills, puts, rekeys, midway, records, faults.size());
  }
}
