package dev.gatehouse.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.AuditVerifier;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

  @TempDir private Path temp = Path.of("replaced");

  private SampleProject project() {
    return new SampleProject(temp.resolve("project"));
  }

  private static BackupRequest withSessions() {
    return new BackupRequest("asked for", true, true, "1.0", "box");
  }

  @Test
  void a_backup_has_everything_but_the_private_key_and_sessions_and_is_its_owners_alone()
      throws IOException {
    SampleProject project = project().fill("old");
    project.send("one");
    keepSession(project);
    BackupInfo backup = project.backUp();
    assertThat(backup.name()).isEqualTo("gatehouse-2026-03-02T120000Z.zip");
    assertThat(backup.known()).isTrue();
    Manifest manifest = backup.manifest().orElseThrow();
    assertThat(manifest.files())
        .extracting(Manifest.Entry::name)
        .containsExactly(
            "features/dh/sign-in.feature",
            "features/old.feature",
            "portals/dh.yaml",
            "portals/entities/acme.yaml",
            "secrets/secrets.ghs",
            "database/gatehouse.db",
            "audit/audit-anchors.jsonl",
            "audit/checkpoints.jsonl",
            "audit/public-key.pem",
            "audit/2026-03.jsonl");
    assertThat(new TreeMap<>(manifest.rows()))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "account",
                    0L,
                    "attempt",
                    0L,
                    "audit_entry",
                    0L,
                    "audit_log",
                    0L,
                    "locator",
                    1L,
                    "one_time_code",
                    0L,
                    "session",
                    0L,
                    "session_lease",
                    0L,
                    "submission",
                    1L)));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.file())))
        .isEqualTo("rw-------");
    assertThat(project.backups().verify(backup.file())).isEqualTo(backup);
    assertThat(SampleProject.files(project.project().backups())).containsOnlyKeys(backup.name());
    assertThat(project.backUp(withSessions()).manifest().orElseThrow().rows())
        .containsEntry("session", 1L);
  }

  private static void keepSession(SampleProject project) {
    try (Database database = Database.open(project.project().database())) {
      database.change(
          c ->
              Rows.change(
                  c,
                  "INSERT INTO session VALUES ('production', 'dh', 'main', 'LOW', x'00',"
                      + " '2026-03-02T11:00:00Z', '2026-03-02T11:00:00Z', 0)"));
    }
  }

  @Test
  void going_back_replaces_everything_but_what_was_sent_and_refused_since() throws IOException {
    SampleProject project = project().fill("old");
    assertThat(project.send("one")).isTrue();
    assertThat(project.refused()).isEqualTo(1);
    Map<String, String> old = project.state();
    BackupInfo backup = project.backUp();
    project.fill("new");
    project.delete("features/old.feature");
    assertThat(project.send("two")).isTrue();
    assertThat(project.refused()).isEqualTo(2);
    Map<String, String> present = project.state();

    RestorePlan shown =
        new Restore(project.project(), project.backups()).plan(backup.file(), SampleProject.PLAIN);
    assertThat(project.state()).isEqualTo(present);
    RestorePlan plan = project.restore(backup);

    assertThat(plan).isEqualTo(shown);
    assertThat(plan.steps())
        .extracting(RestorePlan.Step::what)
        .containsExactly(
            RestorePlan.What.REPLACED,
            RestorePlan.What.REPLACED,
            RestorePlan.What.REPLACED,
            RestorePlan.What.REPLACED,
            RestorePlan.What.GOES_ON);
    Map<String, String> expected = new TreeMap<>(old);
    expected.put("submission", present.get("submission"));
    expected.put("account", present.get("account"));
    assertThat(project.state()).isEqualTo(expected);
    assertThat(project.send("two")).isFalse();
    assertThat(project.send("one")).isFalse();
    assertThat(project.refused()).isEqualTo(3);
    assertThat(project.project().restoring()).doesNotExist();
    assertThat(
            new AuditVerifier(project.project().audit(), Optional.empty(), List.of())
                .verify()
                .holds())
        .isTrue();
  }

  @Test
  void the_restore_point_brings_back_what_was_there() throws IOException {
    SampleProject project = project().fill("old");
    BackupInfo backup = project.backUp();
    project.fill("new");
    keepSession(project);
    project.delete("features/old.feature");
    Map<String, String> present = project.state();
    project.restore(backup);
    BackupInfo point =
        project.backups().list().stream()
            .filter(b -> b.manifest().orElseThrow().reason().equals("before restoring"))
            .findFirst()
            .orElseThrow();
    project.restore(point);
    assertThat(project.state()).isEqualTo(present);
  }

  @Test
  void a_database_of_another_line_counts_the_refusals_of_both() throws IOException {
    SampleProject project = project().fill("old");
    project.refused();
    project.refused();
    project.send("one");
    BackupInfo backup = project.backUp();
    Files.delete(project.project().database());
    assertThat(project.refused()).isEqualTo(1);
    project.restore(backup);
    assertThat(project.refused()).isEqualTo(4);
    assertThat(project.send("one")).isFalse();
  }

  @Test
  void on_another_machine_the_key_must_be_named_and_the_log_is_put_beside() throws IOException {
    SampleProject project = project().fill("old");
    BackupInfo backup = project.backUp();
    Path carried = Files.copy(backup.file(), temp.resolve("carried.zip"));
    SampleProject other = new SampleProject(Files.createDirectories(temp.resolve("other")));
    assertThatThrownBy(() -> other.restore(carried, SampleProject.PLAIN))
        .isInstanceOf(BackupException.class)
        .hasMessage(
            "%1$s is signed by key %2$s, which this project does not know. Nothing was changed. Compare it with what \"gatehouse audit verify\" prints where the backup was made, then add: --signed-by %2$s",
            carried, backup.key());
    assertThat(SampleProject.files(other.project().folder())).isEmpty();
    other.restore(carried, new Restore.Decisions(backup.key(), false, true));
    assertThat(other.state()).isEqualTo(project.state());
    Path beside = other.project().state().resolve("audit-restored-2026-03-02T120000Z");
    assertThat(
            new AuditVerifier(
                    beside,
                    Optional.empty(),
                    List.of(beside.resolveSibling(beside.getFileName() + "-anchors.jsonl")))
                .verify())
        .satisfies(
            found -> {
              assertThat(found.holds()).isTrue();
              assertThat(found.entries()).isEqualTo(1);
            });
    assertThat(other.backups().list()).isEmpty();
  }

  @Test
  void a_one_time_code_that_was_used_since_is_not_used_again() throws IOException {
    SampleProject project = project().fill("old");
    assertThat(project.useCode(100)).isTrue();
    BackupInfo backup = project.backUp();
    assertThat(project.useCode(101)).isTrue();
    project.restore(backup);
    assertThat(project.useCode(100)).isFalse();
    assertThat(project.useCode(101)).isFalse();
    assertThat(project.useCode(102)).isTrue();
  }

  @Test
  void nothing_is_restored_while_a_run_works_with_the_project() throws IOException {
    SampleProject project = project().fill("old");
    BackupInfo backup = project.backUp();
    try (ProjectLock run = ProjectLock.shared(project.project().state()).orElseThrow();
        ProjectLock another = ProjectLock.shared(project.project().state()).orElseThrow()) {
      assertThat(run).isNotSameAs(another);
      assertThatThrownBy(() -> project.restore(backup))
          .hasMessage(
              "A run or another restoration is going on in %s. Nothing was changed. Try again when it has ended.",
              project.project().folder());
    }
    project.restore(backup);
  }

  @Test
  void a_present_database_that_cannot_be_read_is_only_given_up_when_asked() throws IOException {
    SampleProject project = project().fill("old");
    project.send("one");
    Map<String, String> old = project.state();
    BackupInfo backup = project.backUp();
    Files.writeString(project.project().database(), "no database, but long enough to be one");
    assertThatThrownBy(() -> project.restore(backup))
        .isInstanceOf(BackupException.class)
        .hasMessageStartingWith(
            "What was sent and refused since the backup cannot be carried over: The database ")
        .hasMessageEndingWith(
            "Nothing was changed. To go back all the same, add --forget-newer-submissions: a form sent since may then be sent a second time.");
    new Restore(project.project(), project.backups())
        .apply(
            backup.file(),
            new Restore.Decisions("", true, true),
            planned -> project.backUp(new BackupRequest("before", true, false, "1.0", "box")));
    assertThat(project.state()).isEqualTo(old);
    assertThat(project.project().state().resolve("gatehouse.db.before-restore"))
        .hasContent("no database, but long enough to be one");
  }

  @Test
  void a_byte_that_was_changed_is_found_or_changes_nothing() throws IOException {
    SampleProject project = project().fill("old");
    BackupInfo backup = project.backUp();
    byte[] archive = Files.readAllBytes(backup.file());
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] changed = archive.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(temp.resolve("changed.zip"), changed);
      try {
        // Dates and the like, which nothing is taken from, may differ.
        assertThat(project.backups().verify(file).manifest()).isEqualTo(backup.manifest());
      } catch (BackupException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(120);
  }

  @Test
  void what_is_cut_off_is_refused_at_every_length() throws IOException {
    SampleProject project = project().fill("old");
    byte[] archive = Files.readAllBytes(project.backUp().file());
    for (int length = 0; length < archive.length; length += 1 + archive.length / 100) {
      Path file = Files.write(temp.resolve("cut.zip"), Arrays.copyOf(archive, length));
      assertThatThrownBy(() -> project.backups().verify(file))
          .isInstanceOf(BackupException.class)
          .hasMessageStartingWith(file + " is no backup, or not as it was written: ");
    }
  }

  @Test
  void a_link_in_a_folder_is_told_and_no_backup_made() throws IOException {
    SampleProject project = project().fill("old");
    Path link =
        Files.createSymbolicLink(
            project.project().folder().resolve("features/link.feature"), temp.resolve("elsewhere"));
    assertThatThrownBy(project::backUp)
        .hasMessage(
            "%s is a link or another thing than a file; a backup holds files only. Put the file itself there, or move it out of the folder.",
            link);
    assertThat(SampleProject.files(project.project().backups())).isEmpty();
  }

  @Test
  void the_newest_so_many_stay_and_none_that_is_too_old_but_the_last() throws IOException {
    SampleProject project = project().fill("old");
    for (int i = 0; i < 5; i++) {
      project.backUp();
    }
    BackupFolder folder = project.backups();
    assertThat(folder.surplus(3, Instant.EPOCH)).hasSize(2);
    assertThat(folder.surplus(9, Instant.EPOCH)).isEmpty();
    assertThat(folder.surplus(9, SampleProject.NOON.instant().plusSeconds(1))).hasSize(4);
    folder.surplus(3, Instant.EPOCH).forEach(folder::remove);
    assertThat(folder.list()).hasSize(3);
  }

  @Test
  void backups_made_while_others_write_restore_with_exact_row_counts() throws Exception {
    assertThat(new WriteLoad(temp, 4).run()).isEqualTo("4 of 4 restored with the rows they name");
  }

  @Test
  void a_copy_in_a_folder_is_the_same_and_a_wrong_remote_is_told() throws IOException {
    SampleProject project = project().fill("old");
    BackupInfo backup = project.backUp();
    Path synced = temp.resolve("synced");
    assertThat(Destination.of(synced.toString()).copy(backup.file()))
        .isEqualTo(synced.resolve(backup.name()).toString());
    assertThat(synced.resolve(backup.name())).hasSameBinaryContentAs(backup.file());
    assertThat(SampleProject.files(synced)).containsOnlyKeys(backup.name());
    assertThatThrownBy(() -> Destination.of("rclone:nowhere"))
        .hasMessage(
            "\"rclone:nowhere\": expected rclone:REMOTE:PATH, a remote of \"rclone listremotes\" and a path on it.");
    assertThatThrownBy(
            () -> new Destination.Remote("offsite:x", "no-such-rclone").copy(backup.file()))
        .isInstanceOf(BackupException.class)
        .hasMessageStartingWith(
            "The backup was not copied to rclone:offsite:x: rclone cannot be started: ");
  }

  @Test
  void names_are_shown_without_what_would_steer_a_terminal() {
    assertThat(EntryNames.shown("a\u001b[2Jb\u202e")).isEqualTo("a\\u001b[2Jb\\u202e");
  }
}
