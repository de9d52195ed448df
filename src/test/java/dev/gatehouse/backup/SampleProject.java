package dev.gatehouse.backup;

import dev.gatehouse.audit.AuditEntry;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.KeyFile;
import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.AttemptBudget.Ending;
import dev.gatehouse.flow.SubmissionLedger.Submission;
import dev.gatehouse.ledger.AttemptStore;
import dev.gatehouse.ledger.CodeStore;
import dev.gatehouse.ledger.SubmissionStore;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A small project with everything a backup holds. */
final class SampleProject {

  static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
  static final BackupRequest ASKED = new BackupRequest("asked for", false, true, "1.0", "box");
  static final Restore.Decisions PLAIN = new Restore.Decisions("", false, true);

  private final Project project;
  private final Disk disk;

  SampleProject(Path folder, Disk disk) {
    this.project = new Project(folder);
    this.disk = disk;
  }

  SampleProject(Path folder) {
    this(folder, Disk.real());
  }

  Project project() {
    return project;
  }

  /** Puts a project there; another flavour is another content of the same files. */
  SampleProject fill(String flavour) throws IOException {
    write("features/dh/sign-in.feature", "Feature: sign in, " + flavour + "\n");
    write("features/" + flavour + ".feature", "Feature: only " + flavour + "\n");
    write("portals/dh.yaml", "schema: 1\nname: dh\n# " + flavour + "\n");
    write("portals/entities/acme.yaml", "schema: 1\nid: acme\nlegal-name: " + flavour + "\n");
    write(".gatehouse/secrets.ghs", "sealed " + flavour);
    try (Database database = Database.open(project.database())) {
      database.change(c -> Rows.change(c, "DELETE FROM locator"));
      database.change(
          c ->
              Rows.change(
                  c,
                  "INSERT INTO locator (environment, portal, flow, purpose, state, anchor,"
                      + " anchor_value, fingerprint, description, run, created) VALUES"
                      + " ('production', 'dh', 'sign-in', 'submit', 'in-use', 'id', ?, '', '', 'run',"
                      + " '2026-03-01T12:00:00Z')",
                  flavour));
    }
    log(flavour);
    return this;
  }

  private void write(String name, String text) throws IOException {
    Path file = project.folder().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  void delete(String name) throws IOException {
    Files.delete(project.folder().resolve(name));
  }

  AuditLog audit() {
    return AuditLog.open(
        AuditSettings.of(project.audit(), "ann", "box", text -> text),
        new KeyFile(project.audit().resolve("signing-key.pem")),
        NOON);
  }

  void log(String action) {
    try (AuditLog log = audit()) {
      log.append(
          new AuditEntry(
              UUID.randomUUID(),
              "run",
              "",
              NOON.instant(),
              action,
              "dh",
              "acme",
              "production",
              "ann",
              "box",
              AuditEntry.DONE,
              "",
              Map.of()));
    }
  }

  /** Sends a form; returns whether it might be sent. */
  boolean send(String digest) {
    try (Database database = Database.open(project.database())) {
      SubmissionStore store = new SubmissionStore(() -> database, NOON, "run");
      Submission submission = new Submission("production", "dh", "acme", "order", digest);
      boolean held = store.claim(submission).held();
      if (held) {
        store.confirm(submission, Optional.of("ref-" + digest));
      }
      return held;
    }
  }

  /** Has an account refused; returns how many refusals it has then. */
  int refused() {
    AttemptBudget.Key key = new AttemptBudget.Key("production", "dh", "main", "ann@example.com");
    try (Database database = Database.open(project.database())) {
      AttemptStore store = new AttemptStore(() -> database, NOON, "run");
      store.claim(key, 9, Duration.ofMinutes(5)).orElseThrow().settle(Ending.REFUSED);
      return store.standing(key).refusals();
    }
  }

  /** Gives out a time step's one-time code; returns whether it might be. */
  boolean useCode(long step) {
    AttemptBudget.Key key = new AttemptBudget.Key("production", "dh", "main", "ann@example.com");
    try (Database database = Database.open(project.database())) {
      return new CodeStore(() -> database, "run").claim(key, step);
    }
  }

  BackupFolder backups() {
    return new BackupFolder(project, NOON, disk);
  }

  BackupInfo backUp() {
    return backUp(ASKED);
  }

  BackupInfo backUp(BackupRequest request) {
    try (AuditLog log = audit()) {
      return backups().create(request, DatabaseSource.file(project.database()), log::signed);
    }
  }

  RestorePlan restore(BackupInfo backup) {
    return restore(backup.file(), PLAIN);
  }

  RestorePlan restore(Path file, Restore.Decisions decisions) {
    return new Restore(project, backups(), disk)
        .apply(
            file,
            decisions,
            planned -> backUp(new BackupRequest("before restoring", true, true, "1.0", "box")));
  }

  /** Returns everything a restoration replaces: files by their content, rows of all tables. */
  Map<String, String> state() throws IOException {
    Map<String, String> state = new TreeMap<>();
    for (String part : List.of("features", "portals", ".gatehouse/secrets.ghs")) {
      Path path = project.folder().resolve(part);
      if (Files.exists(path)) {
        try (Stream<Path> files = Files.walk(path)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            state.put(project.folder().relativize(file).toString(), Files.readString(file));
          }
        }
      }
    }
    if (Files.exists(project.database())) {
      try (Database database = Database.open(project.database())) {
        for (String table : List.of("account", "attempt", "locator", "session", "submission")) {
          state.put(table, database.read(c -> rows(c, table)).toString());
        }
      }
    }
    return state;
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    return Rows.all(connection, "SELECT * FROM " + table + " ORDER BY 1, 2, 3", SampleProject::row);
  }

  private static String row(ResultSet row) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      values.add(String.valueOf(row.getString(i)));
    }
    return String.join("|", values);
  }

  /** Returns every file there is below a folder, with how long it is and its content's hash. */
  static Map<String, Integer> files(Path folder) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        boolean plain = Files.isRegularFile(file) && !file.endsWith("in-use.lock");
        if (plain) {
          found.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
      }
    }
    return found;
  }
}
