package dev.gatehouse.secret.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends the world at each step of each change of a secrets file, in several ways. Whatever was
 * acknowledged is there afterwards, and each secret is its old or its new self.
 */
class CrashTest {

  private static final String NEW_PASSWORD = "an entirely other sentence";
  private static final SecretName A = SecretName.of("acme/password");
  private static final SecretName B = SecretName.of("dh/password");
  private static final SecretName C = SecretName.of("new/password");

  /** Enough for the longest change. */
  private static final int MOST_STEPS = 40;

  private enum Power {
    STAYS,
    FAILS,
    FAILS_AND_RENAMES_ARE_UNDONE
  }

  @TempDir private Path folder = Path.of("replaced");

  private int points;

  private static void rekey(FileSecretStore store) {
    store.rekey(new TypedPassword("", NEW_PASSWORD));
  }

  private static Map<SecretName, String> all(FileSecretStore store) {
    Map<SecretName, String> all = new TreeMap<>();
    for (SecretInfo info : store.list()) {
      all.put(info.name(), store.get(info.name()).orElseThrow().value().reveal());
    }
    return all;
  }

  // The old password or the new one; anything but "wrong password" is a failure at once.
  private static Map<SecretName, String> surviving(Path file) {
    try (FileSecretStore store = QuickStore.at(file)) {
      return all(store);
    } catch (SecretStoreException e) {
      assertThat(e.kind()).isEqualTo(SecretStoreException.Kind.WRONG_KEY);
    }
    try (FileSecretStore store = QuickStore.at(file, new TypedPassword(NEW_PASSWORD, ""))) {
      return all(store);
    }
  }

  private void endTheWorldIn(
      Path prepared,
      Consumer<FileSecretStore> change,
      List<Map<SecretName, String>> allowed,
      int expectedSteps)
      throws IOException {
    for (int step = 0; step <= MOST_STEPS; step++) {
      boolean reached = true;
      for (Power power : Power.values()) {
        for (int torn : List.of(0, 5, 9, 10)) {
          Path run = copy(prepared);
          FailingDisk disk = new FailingDisk(step, torn);
          try (FileSecretStore store =
              QuickStore.at(run.resolve("s.ghs"), TypedPassword.right(), disk)) {
            change.accept(store);
          } catch (FailingDisk.WorldEnded e) {
            assertThat(disk.ended()).isTrue();
          }
          boolean done = !disk.ended();
          if (power != Power.STAYS) {
            disk.losePower(power == Power.FAILS_AND_RENAMES_ARE_UNDONE);
          }
          Map<SecretName, String> found = surviving(run.resolve("s.ghs"));
          assertThat(found)
              .as("after %s, %s, power %s", disk.steps(), done ? "done" : "ended", power)
              .isIn(done ? allowed.subList(allowed.size() - 1, allowed.size()) : allowed);
          points++;
          reached = done;
          delete(run);
          if (!disk.torn()) {
            break; // how much of the bytes was written makes no difference
          }
        }
      }
      if (reached) {
        assertThat(step).as("steps of the change").isEqualTo(expectedSteps);
        return;
      }
    }
    throw new AssertionError("the change takes more than " + MOST_STEPS + " steps");
  }

  @Test
  void no_crash_at_any_of_over_200_points_loses_a_secret() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path filled = Files.createDirectory(folder.resolve("filled"));
    try (FileSecretStore store = QuickStore.at(filled.resolve("s.ghs"))) {
      store.put(A, new Secret("a"));
      store.put(B, new Secret("b"));
    }
    Map<SecretName, String> before = Map.of(A, "a", B, "b");

    endTheWorldIn(
        empty, s -> s.put(A, new Secret("first")), List.of(Map.of(), Map.of(A, "first")), 12);
    endTheWorldIn(
        filled,
        s -> s.put(C, new Secret("c")),
        List.of(before, Map.of(A, "a", B, "b", C, "c")),
        12);
    endTheWorldIn(
        filled, s -> s.put(A, new Secret("x")), List.of(before, Map.of(A, "x", B, "b")), 12);
    endTheWorldIn(filled, s -> s.delete(A), List.of(before, Map.of(B, "b")), 12);
    endTheWorldIn(filled, CrashTest::rekey, List.of(before, before), 12);
    endTheWorldIn(
        filled,
        s -> {
          rekey(s);
          s.put(A, new Secret("x"));
          s.delete(B);
        },
        List.of(before, Map.of(A, "x", B, "b"), Map.of(A, "x")),
        36);

    assertThat(points).isGreaterThan(200);
  }

  private Path copy(Path from) throws IOException {
    Path to = Files.createDirectory(folder.resolve("run"));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }

  private static void delete(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(run);
  }
}
