package dev.gatehouse.secret.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.PasswordRotation;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends the world at each step of the disk during a rotation. Whoever comes next knows which
 * password is valid, or that either may be, and has both then.
 */
class RotationCrashTest {

  private static final SecretName PASSWORD = SecretName.of("acme/password");
  private static final String OLD = "the old one";
  private static final String NEW = "the new one";

  /** Enough for a whole rotation. */
  private static final int MOST_STEPS = 200;

  @TempDir private Path folder = Path.of("replaced");

  /** What was done before the world ended. */
  private final List<String> done = new ArrayList<>();

  private void rotate(SecretStore store, boolean accepted) {
    PasswordRotation rotation = new PasswordRotation(store, "acme", "default");
    try (Secret next = new Secret(NEW)) {
      rotation.prepare(next);
    }
    done.add("prepared");
    rotation.sending();
    done.add("sent");
    if (accepted) {
      SecretInfo unused = rotation.commit();
    } else {
      rotation.abandon();
    }
    done.add("ended");
  }

  private Path fresh(int step) throws IOException {
    Path file = Files.createDirectory(folder.resolve("run" + step)).resolve("s.ghs");
    try (Stream<Path> files = Files.list(folder.resolve("prepared"))) {
      for (Path one : files.toList()) {
        Files.copy(
            one,
            file.resolveSibling(one.getFileName().toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return file;
  }

  private int rotateAtEachStep(boolean accepted) throws IOException {
    for (int step = 0; step <= MOST_STEPS; step++) {
      Path file = fresh(step);
      done.clear();
      FailingDisk disk = new FailingDisk(step, 5);
      try (FileSecretStore store = QuickStore.at(file, TypedPassword.right(), disk)) {
        rotate(store, accepted);
      } catch (FailingDisk.WorldEnded e) {
        assertThat(disk.ended()).isTrue();
      }
      try (FileSecretStore store = QuickStore.at(file)) {
        check(store, accepted, "after " + done + " and step " + step);
      }
      if (done.contains("ended")) {
        return step;
      }
    }
    throw new AssertionError("a rotation takes more than " + MOST_STEPS + " steps");
  }

  private void check(SecretStore store, boolean accepted, String when) {
    PasswordRotation rotation = new PasswordRotation(store, "acme", "default");
    PasswordRotation.State state = rotation.state();
    String present = rotation.present().map(Secret::reveal).orElse("");
    switch (state) {
      case SENT -> {
        assertThat(done).as(when).contains("prepared").doesNotContain("ended");
        assertThat(present).as(when).isEqualTo(OLD);
        assertThat(rotation.next().reveal()).as(when).isEqualTo(NEW);
      }
      case PREPARED -> {
        assertThat(done).as(when).doesNotContain("sent");
        assertThat(present).as(when).isEqualTo(OLD);
      }
      case NONE -> {
        boolean told = done.contains("sent");
        assertThat(present).as(when).isEqualTo(told && accepted ? NEW : OLD);
        assertThat(store.list()).as(when).extracting(SecretInfo::name).containsExactly(PASSWORD);
      }
    }
  }

  @BeforeEach
  void store_the_old_password() throws IOException {
    Files.createDirectory(folder.resolve("prepared"));
    try (FileSecretStore store = QuickStore.at(folder.resolve("prepared/s.ghs"))) {
      store.put(PASSWORD, new Secret(OLD));
    }
  }

  @Test
  void wherever_a_rotation_ends_the_next_one_knows_what_may_be_valid() throws IOException {
    assertThat(rotateAtEachStep(true)).as("steps").isGreaterThan(40);
  }

  @Test
  void wherever_one_ends_that_the_portal_refused_the_old_password_is_not_lost() throws IOException {
    assertThat(rotateAtEachStep(false)).as("steps").isGreaterThan(30);
  }
}
