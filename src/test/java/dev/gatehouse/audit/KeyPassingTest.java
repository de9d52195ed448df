package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a log passes from one key to another, also when that is cut short. */
class KeyPassingTest {

  private static final String OTHER_KEY =
      "The audit log in \\S+ is signed with another key since 2026-11-21T12:00:00\\.000Z: found [0-9a-f]{16}, expected [0-9a-f]{16}\\. Run again\\.";

  @TempDir private Path temp = Path.of("replaced");

  /** A key that stands for one in a secret store. */
  private static final class Elsewhere implements KeyKeeper {
    private final KeyFile file;

    Elsewhere(Path folder) {
      this.file = new KeyFile(folder.resolveSibling(folder.getFileName() + "-key.pem"));
    }

    @Override
    public String place() {
      return "elsewhere";
    }

    @Override
    public String kept() {
      return "store";
    }

    @Override
    public Optional<String> read() throws IOException {
      return file.read();
    }

    @Override
    public String write(String pem) throws IOException {
      return file.write(pem);
    }
  }

  private static AuditLog passed(Path folder, Disk disk) {
    return AuditLog.open(
        Logs.settings(folder),
        new Elsewhere(folder),
        Optional.of(Logs.key(folder)),
        new MutableClock(Logs.NOON),
        disk);
  }

  private static void begin(Path folder) {
    try (AuditLog log = Logs.open(folder, new MutableClock(Logs.NOON))) {
      log.append(Logs.entry(1));
      log.append(Logs.entry(2));
    }
  }

  /** Passes with a fault, then again without; returns what is wrong then, and counts calls. */
  private static List<String> round(Path folder, FaultyDisk disk) {
    begin(folder);
    return passing(folder, disk);
  }

  private static List<String> passing(Path folder, FaultyDisk disk) {
    boolean acknowledged = false;
    try (AuditLog log = passed(folder, disk)) {
      log.append(Logs.entry(3));
      acknowledged = true;
    } catch (AuditException | FaultyDisk.Died expected) {
      // What counts is what is on the disk afterwards.
    }
    List<String> wrong = new ArrayList<>();
    try (AuditLog log = passed(folder, RealDisk.INSTANCE)) {
      log.append(Logs.entry(4));
    } catch (AuditException e) {
      wrong.add("cannot be opened again: " + e.getMessage());
    }
    Verification found = Logs.verify(folder);
    found.bad().ifPresent(bad -> wrong.add(bad.toString()));
    if (!found.kept().equals("store")) {
      wrong.add("still signed from the " + found.kept());
    }
    if (found.entries() < (acknowledged ? 4 : 3)) {
      wrong.add("lost an entry");
    }
    return wrong;
  }

  @Test
  void whichever_call_to_the_disk_fails_or_is_the_last_the_log_passes_in_the_end() {
    FaultyDisk whole = new FaultyDisk(0, FaultyDisk.Fault.FAIL_BEFORE);
    assertThat(round(temp.resolve("whole").resolve("audit"), whole)).isEmpty();
    assertThat(whole.calls()).isBetween(25, 120);
    List<String> wrong = new ArrayList<>();
    FaultyDisk.Fault[] faults = FaultyDisk.Fault.values();
    for (int call = 1; call <= whole.calls(); call++) {
      FaultyDisk.Fault fault = faults[call % faults.length];
      Path folder = temp.resolve(fault + "-" + call).resolve("audit");
      for (String found : round(folder, new FaultyDisk(call, fault))) {
        wrong.add(fault + " in call " + call + ": " + found);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Leaves a log as a process does that dies before its first checkpoint. */
  private static void beginUnsigned(Path folder) throws IOException {
    Path alive = folder.resolveSibling("alive").resolve("audit");
    try (AuditLog log = Logs.open(alive, new MutableClock(Logs.NOON))) {
      log.append(Logs.entry(1));
      log.append(Logs.entry(2));
      Files.createDirectories(folder);
      try (var files = Files.list(alive)) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
        }
      }
    }
  }

  @Test
  void a_log_that_was_begun_and_never_signed_passes_wherever_that_is_cut_short()
      throws IOException {
    FaultyDisk whole = new FaultyDisk(0, FaultyDisk.Fault.FAIL_BEFORE);
    Path first = temp.resolve("unsigned").resolve("audit");
    beginUnsigned(first);
    assertThat(passing(first, whole)).isEmpty();
    assertThat(whole.calls()).isBetween(20, 120);
    List<String> wrong = new ArrayList<>();
    FaultyDisk.Fault[] faults = FaultyDisk.Fault.values();
    for (int call = 1; call <= whole.calls(); call++) {
      FaultyDisk.Fault fault = faults[call % faults.length];
      Path folder = temp.resolve("unsigned-" + fault + "-" + call).resolve("audit");
      beginUnsigned(folder);
      for (String found : passing(folder, new FaultyDisk(call, fault))) {
        wrong.add(fault + " in call " + call + ": " + found);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void two_logs_open_at_once_while_the_first_has_signed_nothing_yet() throws IOException {
    Path folder = temp.resolve("audit");
    AuditLog former = Logs.open(folder, new MutableClock(Logs.NOON));
    former.append(Logs.entry(1));
    try (AuditLog log = passed(folder, RealDisk.INSTANCE)) {
      log.append(Logs.entry(2));
    }
    assertThatThrownBy(() -> former.append(Logs.entry(3)))
        .isInstanceOf(AuditException.class)
        .message()
        .matches(OTHER_KEY);
    former.close();
    assertThat(folder.resolve("torn")).doesNotExist();
    assertThat(Logs.findings(folder)).isEmpty();
    Verification found = Logs.verify(folder);
    assertThat(found.entries()).isEqualTo(2);
    assertThat(found.kept()).isEqualTo("store");
  }

  @Test
  void two_logs_open_at_once_and_the_former_key_signs_first() {
    Path folder = temp.resolve("audit");
    AuditLog former = Logs.open(folder, new MutableClock(Logs.NOON));
    AuditLog next = passed(folder, RealDisk.INSTANCE);
    former.append(Logs.entry(1));
    former.close();
    assertThatThrownBy(() -> next.append(Logs.entry(2)))
        .isInstanceOf(AuditException.class)
        .message()
        .matches(OTHER_KEY);
    next.close();
    assertThat(folder.resolve("torn")).doesNotExist();
    try (AuditLog log = passed(folder, RealDisk.INSTANCE)) {
      log.append(Logs.entry(3));
    }
    assertThat(Logs.findings(folder)).isEmpty();
    assertThat(Logs.verify(folder).entries()).isEqualTo(2);
    assertThat(Logs.verify(folder).kept()).isEqualTo("store");
  }

  @Test
  void whoever_still_writes_with_the_former_key_stops() {
    Path folder = temp.resolve("audit");
    begin(folder);
    AuditLog former = Logs.open(folder, new MutableClock(Logs.NOON));
    passed(folder, RealDisk.INSTANCE).close();
    assertThatThrownBy(() -> former.append(Logs.entry(5)))
        .isInstanceOf(AuditException.class)
        .message()
        .matches(OTHER_KEY);
    former.close();
    assertThat(Logs.findings(folder)).isEmpty();
    assertThat(Logs.verify(folder).entries()).isEqualTo(2);
  }

  @Test
  void a_key_among_the_public_ones_that_nobody_named_is_not_gone_on_with() throws IOException {
    Path folder = temp.resolve("audit");
    begin(folder);
    Path stranger = temp.resolve("stranger");
    begin(stranger);
    Path keys = folder.resolve("public-key.pem");
    Files.writeString(
        keys, Files.readString(keys) + Files.readString(stranger.resolve("public-key.pem")), UTF_8);
    Files.copy(
        stranger.resolve("signing-key.pem"),
        folder.resolve("signing-key.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> Logs.open(folder).close())
        .isInstanceOf(AuditException.class)
        .message()
        .matches(
            "The last checkpoint in \\S+ does not hold: signed with another key; found [0-9a-f]{16}, expected [0-9a-f]{16}\\. Run \"gatehouse audit verify\", and keep the folder as it is\\.");
  }
}
