package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.Settings;
import dev.gatehouse.secret.MasterPassword;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.file.FileSecretStore;
import dev.gatehouse.step.Traces;
import dev.gatehouse.storage.Database;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
  private static final String NAME = "gatehouse-2026-03-02T120000Z.zip";

  @TempDir private Path temp = Path.of("replaced");

  private Settings settings(String folder) {
    return new Settings(
        temp.resolve(folder),
        "sandbox",
        1,
        false,
        Duration.ZERO,
        Traces.OFF,
        Map.of("GATEHOUSE_BACKUPS", "2"));
  }

  private Typed create(String... args) {
    return Typed.command(new BackupCreateCommand(settings("project"), NOON), args);
  }

  private Typed list(String... args) {
    return Typed.command(new BackupListCommand(settings("project")), args);
  }

  private Typed verify(String folder, String... args) {
    return Typed.command(new BackupVerifyCommand(settings(folder)), args);
  }

  private Typed restore(String folder, String... args) {
    return Typed.command(new BackupRestoreCommand(settings(folder), NOON), args);
  }

  private void fill() throws IOException {
    Path features = Files.createDirectories(temp.resolve("project/features"));
    Files.writeString(features.resolve("a.feature"), "Feature: a\n");
    Database.open(settings("project").database()).close();
  }

  private static String key(Typed created) {
    return created.out().replaceAll("(?s).*signed by key ([0-9a-f]{16}).*", "$1");
  }

  @Test
  void where_there_is_none_that_is_said() {
    assertThat(list())
        .isEqualTo(new Typed(0, "There is no backup. Make one: gatehouse backup create\n", ""));
    assertThat(list("--json")).isEqualTo(new Typed(0, "[ ]\n", ""));
    assertThat(verify("project", "none.zip"))
        .isEqualTo(
            new Typed(
                2,
                "",
                "There is no backup %s. Expected one of gatehouse backup list.\n"
                    .formatted(temp.resolve("project/none.zip"))));
  }

  @Test
  void one_is_made_listed_verified_and_gone_back_to() throws IOException {
    fill();
    Typed created = create();
    String key = key(created);
    assertThat(created.out().replaceFirst("[0-9.]+ kB", "SIZE"))
        .isEqualTo(
            "Made %s: 5 files, SIZE, database with 0 rows; signed by key %s.\n"
                .formatted(NAME, key));
    assertThat(list().out().replaceFirst("[0-9.]+ kB", "SIZE"))
        .isEqualTo(
            """
            Backup                            Made                  Size    Files  Rows  Sessions  Why
            gatehouse-2026-03-02T120000Z.zip  2026-03-02T12:00:00Z  SIZE  5      0     no        asked for
            """);
    assertThat(list("--json").out()).contains("\"name\" : \"" + NAME, "\"key\" : \"" + key);
    assertThat(verify("project", NAME).out()).startsWith("It holds. " + NAME + ": 5 files, ");
    Files.writeString(temp.resolve("project/features/b.feature"), "Feature: b\n");
    Typed plan = restore("project", NAME);
    assertThat(plan.out())
        .startsWith(NAME + " of 2026-03-02T12:00:00Z (less than a minute old), made by Gatehouse ")
        .contains(
            ", signed by key " + key + ".\n",
            "features  1 file, 11 B",
            "2 files, 22 B",
            "replaced; what was sent and refused since is carried over\n",
            "stays; goes on from the one in the backup\n")
        .endsWith(
            """
            Rows in the backup: account=0, attempt=0, audit_entry=0, audit_log=0, locator=0, one_time_code=0, session=0, session_lease=0, submission=0
            Nothing was changed. To do it: gatehouse backup restore %s --apply
            """
                .formatted(NAME));
  }

  @Test
  void it_is_gone_back_to_and_the_way_back_is_said() throws IOException {
    fill();
    create();
    Path added = temp.resolve("project/features/b.feature");
    Files.writeString(added, "Feature: b\n");
    Typed restored = restore("project", NAME, "--apply");
    assertThat(restored.out())
        .endsWith(
            "Restored. To go back to what was there: gatehouse backup restore gatehouse-2026-03-02T120000Z-2.zip --apply\n");
    assertThat(added).doesNotExist();
    assertThat(restore("project", "gatehouse-2026-03-02T120000Z-2.zip", "--apply").code()).isZero();
    assertThat(added).hasContent("Feature: b\n");
  }

  private Typed createAt(String time, String... args) {
    Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    return Typed.command(new BackupCreateCommand(settings("project"), clock), args);
  }

  @Test
  void one_is_made_only_when_the_newest_that_holds_is_too_old() throws IOException {
    fill();
    assertThat(createAt("2026-03-02T12:00:00Z", "--if-older-than", "20h").out())
        .startsWith("Made " + NAME);
    assertThat(createAt("2026-03-03T08:00:00Z", "--if-older-than", "20h"))
        .isEqualTo(
            new Typed(
                0,
                NAME + " of 2026-03-02T12:00:00Z holds and is not older than 20h; none was made.\n",
                ""));
    assertThat(createAt("2026-03-03T08:00:00Z", "--if-older-than", "20h", "--with-sessions").out())
        .startsWith("Made gatehouse-2026-03-03T080000Z.zip");
    Path newest = temp.resolve("project/.gatehouse/backups/gatehouse-2026-03-03T080000Z.zip");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest, bytes);
    assertThat(createAt("2026-03-03T08:00:01Z", "--if-older-than", "20h").out())
        .startsWith("Made gatehouse-2026-03-03T080001Z.zip");
    // Of what is from the future nobody knows how old it is.
    assertThat(createAt("2026-03-01T08:00:00Z", "--if-older-than", "1d").out())
        .startsWith("Made gatehouse-2026-03-01T080000Z.zip");
    assertThat(create("--if-older-than", "soon").err())
        .startsWith("--if-older-than: found \"soon\", expected hours or days: 20h or 7d\n");
  }

  @Test
  void no_more_than_so_many_are_kept() throws IOException {
    fill();
    create();
    create();
    assertThat(create().out()).contains("\nRemoved ");
    assertThat(list().out().lines()).hasSize(3);
  }

  @Test
  void another_machine_opens_the_secrets_with_the_master_password() throws IOException {
    fill();
    SecretName name = SecretName.of("dh/current-password");
    try (FileSecretStore store = secrets("project")) {
      store.put(name, new Secret("horse-battery-1"));
    }
    Typed created = create("--to", temp.resolve("synced").toString());
    assertThat(created.out()).contains("Copied to " + temp.resolve("synced").resolve(NAME) + ".\n");
    String copy = temp.resolve("synced").resolve(NAME).toString();
    Files.createDirectories(temp.resolve("other"));
    assertThat(restore("other", copy, "--apply").code()).isEqualTo(2);
    assertThat(temp.resolve("other/.gatehouse/secrets.ghs")).doesNotExist();
    assertThat(restore("other", copy, "--signed-by", key(created), "--apply").out())
        .endsWith("Restored. There was nothing here before.\n");
    try (FileSecretStore store = secrets("other")) {
      assertThat(store.get(name).orElseThrow().value().reveal()).isEqualTo("horse-battery-1");
    }
  }

  private FileSecretStore secrets(String folder) {
    MasterPassword typed =
        new MasterPassword() {
          @Override
          public Secret existing(String place) {
            return new Secret("correct horse battery");
          }

          @Override
          public Secret chosen(String place) {
            return existing(place);
          }
        };
    return new FileSecretStore(settings(folder).secrets(), typed, List.of(), NOON);
  }

  @Test
  void rclone_copies_it_to_a_remote() throws IOException {
    boolean installed =
        List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "rclone")));
    Assumptions.assumeTrue(installed, "rclone is not installed: apt-get install rclone");
    fill();
    Path remote = temp.resolve("remote");
    assertThat(create("--to", "rclone::local:" + remote).out())
        .contains("Copied to rclone::local:" + remote + "/" + NAME + ".\n");
    assertThat(remote.resolve(NAME))
        .hasSameBinaryContentAs(temp.resolve("project/.gatehouse/backups").resolve(NAME));
    Typed failed = create("--to", "rclone:no-such-remote:x");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).startsWith("Made gatehouse-2026-03-02T120000Z-2.zip: ");
    assertThat(failed.err())
        .startsWith(
            "The backup was not copied to rclone:no-such-remote:x: rclone failed: it ended with 1 and said: ")
        .endsWith("The backup itself is made. Try \"rclone lsd no-such-remote:x\".\n");
  }

  @Test
  void a_database_on_a_server_is_not_left_out_in_silence() throws IOException {
    fill();
    Settings server =
        new Settings(
            temp.resolve("project"),
            "sandbox",
            1,
            false,
            Duration.ZERO,
            Traces.OFF,
            Map.of("GATEHOUSE_DATABASE", "jdbc:postgresql://db.example:5432/work?user=ann"));
    assertThat(Typed.command(new BackupCreateCommand(server, NOON)))
        .isEqualTo(
            new Typed(
                2,
                "",
                "The database is on a server, postgresql://db.example:5432/work, and not in these backups. No backup was made. Have it backed up there (pg_dump --format=custom --file=gatehouse.dump ...), and add --without-database for the rest.\n"));
    assertThat(Typed.command(new BackupCreateCommand(server, NOON), "--without-database").out())
        .contains(", without a database; signed by key ");
  }

  @Test
  void a_setting_that_is_none_is_told() throws IOException {
    fill();
    Settings wrong =
        new Settings(
            temp.resolve("project"),
            "sandbox",
            1,
            false,
            Duration.ZERO,
            Traces.OFF,
            Map.of("GATEHOUSE_KEEP_BACKUPS", "soon"));
    assertThat(Typed.command(new BackupCreateCommand(wrong, NOON)))
        .isEqualTo(
            new Typed(
                2,
                "",
                "GATEHOUSE_KEEP_BACKUPS: found \"soon\", expected days or years: 90d or 7y.\n"));
  }
}
