package dev.gatehouse.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.GatehouseProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends unique passwords to portals that refuse and repeat them, then searches every file the run
 * has left for any of them.
 */
@Timeout(300)
class CanaryIT {

  /**
   * How often each portal is signed in to; {@code -Dcanary.rounds=3} makes more than 50 failures.
   */
  private static final int ROUNDS = Integer.getInteger("canary.rounds", 1);

  private final Path folder;
  private final Path project;
  private final EchoPortals portals = new EchoPortals();
  private final Map<String, String> canaries = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  CanaryIT(@TempDir Path folder) {
    this.folder = folder;
    this.project = folder.resolve("project");
  }

  @AfterEach
  void stop() {
    portals.close();
  }

  private void define(List<String> names) throws IOException {
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    Files.createDirectories(project.resolve("tmp"));
    // Everything the run, the driver and the browser leave in the temporary folder is searched too.
    environment.put("TMPDIR", project.resolve("tmp").toString());
    environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + project.resolve("tmp"));
    environment.put("GATEHOUSE_LOG", "DEBUG");
    environment.put("DEBUG", "pw:*");
    Random random = new Random();
    for (String name : names) {
      byte[] bytes = new byte[8];
      random.nextBytes(bytes);
      String canary = "Kx7%Qv&<\u00e9\"" + HexFormat.of().formatHex(bytes);
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
          login: { page: /%s/login }
          """
              .formatted(name, portals.address(), name));
      String scenario =
          """
            Scenario: Signing in, time %%d
              When I sign in to p_%s
              Then I am signed in

          """
              .formatted(name);
      StringBuilder feature =
          new StringBuilder("@portal:p_%s\nFeature: Working at p_%s\n\n".formatted(name, name));
      for (int i = 1; i <= ROUNDS; i++) {
        feature.append(scenario.formatted(i));
      }
      Files.writeString(
          project.resolve("features").resolve("p_" + name + ".feature"), feature.toString());
    }
  }

  private String run(List<Path> before) throws Exception {
    List<String> arguments = List.of("run", "--env", "production", "--workers", "2");
    try (GatehouseProcess process =
        GatehouseProcess.start(project, environment, before, arguments)) {
      int found = process.exitCode();
      assertThat(found).as(process.output()).isEqualTo(1);
      return process.output();
    }
  }

  @Test
  void no_file_of_a_run_holds_a_password_that_portals_repeat() throws Exception {
    define(EchoPortals.names());

    String output = run(List.of());

    assertThat(portals.refused())
        .as("passwords that were really sent; the run said:\n%s", output)
        .containsAll(canaries.values())
        .hasSize(ROUNDS * canaries.size());
    CanarySearch search = new CanarySearch(canaries);
    search.folder(project);
    assertThat(search.found()).isEmpty();
    assertThat(search.searched()).isGreaterThan(10 * canaries.size());
    assertThat(results().split("\\[REDACTED]", -1))
        .as("places in the results where a password had stood")
        .hasSizeGreaterThan(8);
    System.out.printf(
        "canaries: %d failures, %d files and entries searched, %d hits%n",
        portals.refused().size(), search.searched(), search.found().size());
  }

  @Test
  void without_redaction_they_would_be_found() throws Exception {
    define(List.of("text", "json", "base64"));

    run(List.of(classesWithoutRedaction()));

    CanarySearch search = new CanarySearch(canaries);
    search.folder(project);
    assertThat(
            search.found().stream()
                .map(hit -> hit.replaceAll(".*: (\\w+),.*", "$1"))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("text", "json", "base64");
  }

  private String results() throws IOException {
    try (var files = Files.list(project.resolve("reports").resolve("results"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith("-result.json")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
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
