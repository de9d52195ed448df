package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.TestAuthority;
import dev.gatehouse.browser.TestSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves in the audit log, and what it does when it cannot. */
@Timeout(120)
class AuditRunIT {

  private final Path project;
  private final TestSite site = new TestSite();

  AuditRunIT(@TempDir Path project) {
    this.project = project;
  }

  @BeforeEach
  void defineThePortal() throws IOException {
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    Files.writeString(
        project.resolve("portals").resolve("shop.yaml"),
        """
        schema: 1
        name: shop
        address: %s
        deadline: 60s
        """
            .formatted(site.address("/")));
    Files.writeString(
        project.resolve("features").resolve("shop.feature"),
        """
        @portal:shop
        Feature: Working at shop

          Scenario: Looking around
            Given I am at shop without signing in

          Scenario: Looking again
            Given I am at shop without signing in

          Scenario: Looking a third time
            Given I am at shop without signing in
        """);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String run(int exitCode) throws Exception {
    return run(exitCode, Map.of());
  }

  private String run(int exitCode, Map<String, String> environment) throws Exception {
    try (GatehouseProcess gatehouse =
        GatehouseProcess.start(
            project, environment, List.of(), List.of("run", "--env", "production"))) {
      int found = gatehouse.exitCode();
      assertThat(found).as(gatehouse.output()).isEqualTo(exitCode);
      return gatehouse.output();
    }
  }

  private Path log() {
    return project.resolve(".gatehouse").resolve("audit");
  }

  private Path segment() throws IOException {
    try (Stream<Path> files = Files.list(log())) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d{4}-\\d\\d\\.jsonl"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void what_a_run_did_is_in_the_log_and_signed() throws Exception {
    site.page("/", "<title>Shop</title><p>Welcome</p>");
    run(0);
    List<String> entries = Files.readAllLines(segment());
    assertThat(entries).hasSizeGreaterThanOrEqualTo(3);
    assertThat(entries.get(0))
        .contains(
            "\"portal\":\"shop\"",
            "\"outcome\":\"done\"",
            "\"environment\":\"production\"",
            "\"scenario\":\"Looking around\"");
    Typed verified = Typed.command(new AuditVerifyCommand(Typed.in(project)), "--json");
    assertThat(verified.code()).as(verified.out()).isZero();
    assertThat(verified.out())
        .contains("\"entries\" : " + entries.size(), "\"unsigned\" : 0", "\"holds\" : true");
  }

  @Test
  void an_authority_stamps_what_a_run_did_once_its_certificate_can_be_checked() throws Exception {
    site.page("/", "<title>Shop</title><p>Welcome</p>");
    Path roots = project.resolve("roots.pem");
    try (TestAuthority authority = TestAuthority.overHttps()) {
      Files.writeString(roots, authority.rootPem());
      Map<String, String> stamped =
          Map.of("GATEHOUSE_AUDIT_TIMESTAMP", authority.address().toString());
      assertThat(run(0, stamped))
          .contains("no time stamp from " + authority.address(), "the log itself is whole");
      assertThat(authority.asked()).isZero();

      Map<String, String> trusting = new HashMap<>(stamped);
      trusting.put("GATEHOUSE_CA_FILE", roots.toString());
      assertThat(run(0, trusting)).doesNotContain("time stamp");
      assertThat(authority.asked()).isPositive();
    }
    Typed verified =
        Typed.command(
            new AuditVerifyCommand(Typed.in(project)), "--timestamp-ca", roots.toString());
    assertThat(verified.code()).as(verified.out()).isZero();
    assertThat(verified.out())
        .containsPattern(
            "Time-stamped up to checkpoint \\d+, at \\S+, by CN=Test TSA, for whom one of the authorities given vouches\\.");
  }

  @Test
  void nothing_is_done_when_the_log_cannot_be_written() throws Exception {
    Files.createDirectories(log().getParent());
    Files.writeString(log(), "no folder");
    String output = run(2);
    assertThat(output)
        .contains(
            "The audit log could not be written: .gatehouse/audit: FileAlreadyExists, .gatehouse/audit. Without it nothing is done at a portal. Make the folder writable or free space on its disk, then run again.")
        .doesNotContain("Exception in", "\tat ");
    assertThat(site.requests()).isEmpty();
  }

  @Test
  void a_run_stops_once_the_log_cannot_be_written_any_more() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    site.serve(
        "/",
        exchange -> {
          if (asked.incrementAndGet() == 2) {
            empty(segment());
          }
          TestSite.answer(exchange, 200, "text/html", "<title>Shop</title><p>Welcome</p>");
        });
    String output = run(2);
    assertThat(asked).as(output + site.requests()).hasValue(2);
    assertThat(output)
        .contains(
            "was cut: found 0 bytes, expected at least ",
            "Run \"gatehouse audit verify\", and keep the folder as it is.",
            "Not in it: ",
            " at shop, which ended as \"Done\".",
            "1 passed")
        .doesNotContain("\tat ");
  }

  private static void empty(Path file) {
    try {
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
