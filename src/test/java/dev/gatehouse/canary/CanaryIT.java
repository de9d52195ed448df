package dev.gatehouse.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.cli.GatehouseProcess;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends unique secrets of every kind to portals that refuse and repeat them, with traces of all
 * that happens, then searches every file the run has left for any of them.
 */
@Timeout(300)
class CanaryIT {

  /**
   * How often each portal is signed in to; {@code -Dcanary.rounds=4} makes more than 50 failures.
   */
  private static final int ROUNDS = Integer.getInteger("canary.rounds", 1);

  /** The large form does a few things more. */
  private static final boolean LARGE = ROUNDS > 1;

  private final Random random = new Random();
  private final Path folder;
  private final Path project;
  private final Map<String, String> canaries = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final EchoPortals portals;
  private int scenarios;
  private int commands;

  CanaryIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.project = folder.resolve("project");
    canaries.put("id", "ck-" + unique(16));
    canaries.put("bearer", "tok_" + unique(20));
    canaries.put("seed", base32());
    portals = new EchoPortals(canaries);
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    Files.createDirectories(project.resolve("tmp"));
    // Everything the run, the driver and the browser leave in the temporary folder is searched too.
    environment.put("TMPDIR", project.resolve("tmp").toString());
    // No core file, as the launcher has it: it would hold all of the memory.
    environment.put(
        "JAVA_TOOL_OPTIONS",
        "-XX:-CreateCoredumpOnCrash -Djava.io.tmpdir=" + project.resolve("tmp"));
    environment.put("GATEHOUSE_LOG", "DEBUG");
    environment.put("DEBUG", "pw:*");
  }

  @AfterEach
  void stop() {
    portals.close();
  }

  private String unique(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }

  private String base32() {
    return random
        .ints(32, 0, 32)
        .mapToObj(i -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static String signingIn(String name) {
    return """
      When I sign in to p_%s
      Then I am signed in
    """
        .formatted(name);
  }

  private void defineAll() throws IOException {
    for (String name : EchoPortals.names()) {
      define(name, "", signingIn(name), ROUNDS);
    }
    String notThere = "  And I see \"what is not there\"\n";
    define("cookie", "", signingIn("cookie") + notThere, ROUNDS);
    define("token", "", signingIn("token") + notThere, ROUNDS);
    define(
        "key",
        """
        forms:
          connect:
            page: /key/form
            submit: Connect
            fields:
              note:
              api-key: { label: API key, secret: true }
        """,
        signingIn("key")
            + """
              When I fill in the "connect" form with:
                | note | time %d |
              And I submit the form
              Then the submission is confirmed
            """,
        ROUNDS);
    for (String name : IntStream.rangeClosed(1, ROUNDS).mapToObj(i -> "code" + i).toList()) {
      portals.askForCodes(name);
      define(name, "", signingIn(name), 1);
      environment.put(
          "GATEHOUSE_P_" + name.toUpperCase(Locale.ROOT) + "_TOTP",
          canaries.getOrDefault("seed", ""));
    }
  }

  private void define(String name, String more, String steps, int times) throws IOException {
    String canary = "Kx7%Qv&<\u00e9\"" + unique(8);
    canaries.put(name, canary);
    String prefix = "GATEHOUSE_P_" + name.toUpperCase(Locale.ROOT);
    environment.put(prefix + "_USERNAME", "canary-" + name);
    environment.put(prefix + "_PASSWORD", canary);
    Files.writeString(
        project.resolve("portals").resolve("p_" + name + ".yaml"),
        """
        schema: 1
        name: p_%s
        address: %s
        login: { page: /%s/login, attempts-before-lockout: 99 }
        %s
        """
            .formatted(name, portals.address(), name, more));
    StringBuilder feature =
        new StringBuilder("@portal:p_%s\nFeature: Working at p_%s\n\n".formatted(name, name));
    for (int i = 1; i <= times; i++) {
      feature
          .append("  Scenario: Working, time %d\n".formatted(i))
          .append(steps.replace("%d", String.valueOf(i)).indent(2))
          .append('\n');
      scenarios++;
    }
    Files.writeString(
        project.resolve("features").resolve("p_" + name + ".feature"), feature.toString());
  }

  private void gatehouse(String input, String... arguments) throws Exception {
    Path typed = Files.writeString(folder.resolve("typed"), input);
    String said = "said-%s-%d.txt".formatted(arguments[1], ++commands);
    try (GatehouseProcess process =
        GatehouseProcess.start(project, environment, List.of(), List.of(arguments), typed, said)) {
      int found = process.exitCode();
      assertThat(found).as(process.output()).isZero();
    }
    Files.delete(typed);
  }

  private String another(String name) {
    String canary = "Kx7%Qv&<\u00e9\"" + unique(8);
    canaries.put(name, canary);
    return canary;
  }

  // Its password is not in a variable; and with a store for their key, sessions are in the
  // database.
  private void store() throws Exception {
    environment.put("GATEHOUSE_MASTER_PASSWORD", another("master"));
    environment.remove("GATEHOUSE_P_STORED_USERNAME");
    String password = String.valueOf(environment.remove("GATEHOUSE_P_STORED_PASSWORD"));
    gatehouse("canary-stored", "secret", "set", "p_stored/username");
    gatehouse(password, "secret", "set", "p_stored/password");
    gatehouse(another("replaced"), "secret", "set", "p_stored/api-key");
    if (LARGE) {
      gatehouse(another("replacing"), "secret", "set", "p_stored/api-key");
    }
  }

  private void sealAnewAndBackUp() throws Exception {
    String next = another("next master");
    environment.put("GATEHOUSE_NEW_MASTER_PASSWORD", next);
    gatehouse("", "secret", "rekey");
    environment.put("GATEHOUSE_MASTER_PASSWORD", next);
    if (LARGE) {
      gatehouse("", "secret", "delete", "p_stored/api-key");
      gatehouse("", "secret", "history");
    }
    gatehouse("", "backup", "create");
  }

  private String run(List<Path> before) throws Exception {
    List<String> arguments =
        List.of("run", "--env", "production", "--workers", "2", "--traces", "all");
    try (GatehouseProcess process =
        GatehouseProcess.start(project, environment, before, arguments)) {
      int found = process.exitCode(Duration.ofSeconds(30 + 60L * ROUNDS));
      assertThat(found).as(process.output()).isEqualTo(1);
      return process.output();
    }
  }

  // As long as somebody reads, what the run writes to the database stays in its write-ahead log.
  private String runBesideAReader() throws Exception {
    Path database = project.resolve(".gatehouse/gatehouse.db");
    Database.open(database).close();
    try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      try (ResultSet sessions = statement.executeQuery("SELECT count(*) FROM session")) {
        assertThat(sessions.next()).isTrue();
      }
      String output = run(List.of());
      assertThat(project.resolve(".gatehouse/gatehouse.db-wal")).isNotEmptyFile();
      LiveCopy.copy(project.resolve(".gatehouse"), folder.resolve("alive/after"));
      return output;
    }
  }

  // The driver's folder, and the archive that for a moment is on its way out of it.
  private static boolean isBeingRecorded(Path file) {
    String path = file.toString();
    return path.contains("playwright-artifacts-") || path.contains("gatehouse-trace-");
  }

  // What is being recorded is cleaned once it is, and gone from the temporary folder then.
  private List<String> alive() throws IOException {
    CanarySearch search = new CanarySearch(canaries);
    search.words("code", portals.codes());
    search.folder(folder.resolve("alive"), file -> !isBeingRecorded(file));
    assertThat(folder.resolve("alive/.gatehouse/gatehouse.db")).isNotEmptyFile();
    assertThat(folder.resolve("alive/.gatehouse/gatehouse.db-wal")).isNotEmptyFile();
    try (Stream<Path> files = Files.walk(folder.resolve("alive").resolve("tmp"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".trace")))
          .as("recordings under way, at most one a worker")
          .hasSizeLessThanOrEqualTo(2);
    }
    return search.found();
  }

  private CanarySearch search() throws IOException {
    CanarySearch search = new CanarySearch(canaries);
    search.words("code", portals.codes());
    search.folder(project);
    return search;
  }

  @Test
  void no_file_of_a_run_holds_a_secret_that_portals_repeat() throws Exception {
    defineAll();
    store();
    // What the driver and the database keep for themselves is only there while a run lasts.
    portals.beforeRefusal(
        EchoPortals.names().size() / 2, () -> LiveCopy.copy(project, folder.resolve("alive")));

    String output = runBesideAReader();

    assertThat(portals.refused())
        .as("passwords that were really sent; the run said:\n%s", output)
        .containsAll(EchoPortals.names().stream().map(canaries::get).toList())
        .hasSize(ROUNDS * EchoPortals.names().size());
    assertThat(portals.codes()).as("codes sent").hasSize(ROUNDS);
    assertThat(portals.files()).as("files called by a password").isEqualTo(ROUNDS);
    assertThat(portals.others())
        .as("keys, cookies and tokens sent")
        .contains(
            canaries.getOrDefault("key", ""),
            canaries.getOrDefault("id", ""),
            canaries.getOrDefault("bearer", ""));
    assertThat(alive()).as("what was found while it ran").isEmpty();
    sealAnewAndBackUp();
    CanarySearch search = search();
    assertThat(search.found()).isEmpty();
    assertThat(search.searched()).isGreaterThan(10 * canaries.size());
    assertThat(search.pictures()).as("screenshots").isGreaterThanOrEqualTo(scenarios);
    assertThat(attached("-attachment.zip")).as("traces").hasSize(scenarios);
    assertThat(results().split("\\[REDACTED]", -1))
        .as("places in the results where a password had stood")
        .hasSizeGreaterThan(8);
    System.out.printf(
        "canaries: %d failures, %d files and entries searched, %d pictures among them, %d hits%n",
        failures(), search.searched(), search.pictures(), search.found().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "SEGV"})
  void what_a_run_leaves_that_is_killed_or_crashes_holds_no_secret(String signal) throws Exception {
    assumeTrue(LARGE || signal.equals("KILL"));
    define("beating", "", signingIn("beating") + "  And I see \"what is not there\"\n", 1);
    canaries.put("cookie", canaries.getOrDefault("id", ""));
    List<String> arguments = List.of("run", "--env", "production", "--traces", "all");
    try (GatehouseProcess process =
        GatehouseProcess.start(project, environment, List.of(), arguments)) {
      assertThat(portals.awaitBeating()).as(process.output()).isTrue();
      assertThat(recordings()).as("recordings under way").isNotEmpty();
      List<ProcessHandle> browsers = process.descendants();

      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();

      assertThat(process.exitCode()).isNotZero();
      for (ProcessHandle browser : browsers) {
        browser.onExit().get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(recordings()).as("recordings that are left").isEmpty();
    assertThat(project.resolve(".gatehouse/gatehouse.db")).isNotEmptyFile();
    if (signal.equals("SEGV")) {
      try (Stream<Path> files = Files.list(project)) {
        assertThat(files.map(file -> String.valueOf(file.getFileName())))
            .anyMatch(name -> name.startsWith("hs_err_pid"))
            .noneMatch(name -> name.startsWith("core"));
      }
    }
    assertThat(search().found()).isEmpty();
  }

  private List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.walk(project.resolve("tmp"))) {
      return files.filter(Files::isRegularFile).filter(CanaryIT::isBeingRecorded).toList();
    }
  }

  @Test
  void without_redaction_they_would_be_found() throws Exception {
    for (String name : List.of("text", "json", "base64")) {
      define(name, "", signingIn(name), 1);
    }

    run(List.of(classesWithoutRedaction()));

    List<String> found = search().found();
    assertThat(owners(found)).containsExactlyInAnyOrder("text", "json", "base64");
    assertThat(owners(found.stream().filter(hit -> hit.contains(".zip!")).toList()))
        .as("found in traces")
        .containsExactlyInAnyOrder("text", "json", "base64");
  }

  private static Set<String> owners(List<String> hits) {
    return hits.stream()
        .map(hit -> hit.replaceAll(".*: (\\w+),.*", "$1"))
        .collect(Collectors.toSet());
  }

  private List<Path> attached(String end) throws IOException {
    try (var files = Files.list(project.resolve("reports").resolve("results"))) {
      return files.filter(f -> f.toString().endsWith(end)).toList();
    }
  }

  private int failures() throws IOException {
    List<Path> failed = new ArrayList<>();
    for (Path file : attached("-result.json")) {
      if (Files.readString(file).contains("\"status\":\"failed\"")) {
        failed.add(file);
      }
    }
    return failed.size();
  }

  private String results() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : attached("-result.json")) {
      all.append(Files.readString(file));
    }
    return all.toString();
  }

  private Path classesWithoutRedaction() throws IOException {
    Path source = folder.resolve("source").resolve("Redactor.java");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package dev.gatehouse.secret;

        public final class Redactor {
          public static final String MARK = "[REDACTED]";

          public void watch(Secret secret) {}

          public String clean(String text) {
            return text;
          }

          public byte[] clean(byte[] content) {
            return content;
          }
        }
        """);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(result).as("compiler").isZero();
    return classes;
  }
}
