package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.gatehouse.browser.TestSite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code gatehouse run} ends with and leaves, in a process of its own in a small project. */
@Timeout(120)
class RunCommandIT {

  private final Path project;
  private final TestSite site = new TestSite();

  RunCommandIT(@TempDir Path project) {
    this.project = project;
  }

  @BeforeEach
  void defineThePortals() throws IOException {
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    Files.writeString(
        project.resolve("portals").resolve("desk.yaml"),
        """
        schema: 1
        name: desk
        address: sandbox:td_synnex
        login: { page: /login }
        session: { page: /dashboard }
        forms:
          return_request:
            page: /returns
            fields:
              invoice-number: { required: true }
              sku: { label: SKU, required: true }
              quantity: { label: Quantity to return, required: true }
              reason: { label: Reason for return, required: true }
        """);
    Files.writeString(
        project.resolve("portals").resolve("shop.yaml"),
        """
        schema: 1
        name: shop
        address: %s
        deadline: 60s
        """
            .formatted(site.address("/")));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private void feature(String portal, String scenarios) throws IOException {
    Files.writeString(
        project.resolve("features").resolve(portal + ".feature"),
        "@portal:" + portal + "\nFeature: Working at " + portal + "\n\n" + scenarios);
  }

  private String run(int exitCode, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "run";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    try (GatehouseProcess gatehouse = GatehouseProcess.start(project, all)) {
      int found = gatehouse.exitCode();
      assertThat(found).as(gatehouse.output()).isEqualTo(exitCode);
      return gatehouse.output();
    }
  }

  private Path report() {
    return project.resolve("reports").resolve("html").resolve("index.html");
  }

  @Test
  void it_ends_with_0_when_everything_passed() throws Exception {
    feature(
        "desk",
        """
          Scenario: Signing in
            When I sign in to desk
            Then I am signed in
        """);

    String output = run(0);

    assertThat(output).contains("1 passed").contains("Report: " + report());
    assertThat(report()).exists();
    assertThat(project.resolve("reports").resolve("junit.xml")).exists();
  }

  @Test
  void it_ends_with_1_when_a_scenario_failed() throws Exception {
    feature(
        "desk",
        """
          Scenario: Signing in
            When I sign in to desk as "wrong"
        """);

    assertThat(run(1))
        .contains("features/desk.feature:4: Signing in")
        .contains("Invalid credentials: The portal refused the account: \"The user name or");
    assertThat(report()).exists();
  }

  @Test
  void it_ends_with_2_when_what_is_asked_for_makes_no_sense() throws Exception {
    feature(
        "desk",
        """
          Scenario: Signing in
            When I sign in to desk
        """);

    assertThat(run(2, "--tags", "@login and"))
        .contains("--tags: not a tag expression; found \"@login and\"")
        .contains("1 problem; nothing was run.");
    assertThat(report()).doesNotExist();
  }

  @Test
  void it_ends_with_3_when_nothing_matched() throws Exception {
    feature(
        "desk",
        """
          Scenario: Signing in
            When I sign in to desk
        """);

    assertThat(run(3, "--tags", "@nosuch"))
        .contains("No scenario matches: features, --tags @nosuch. Nothing was run.");
    assertThat(report()).doesNotExist();
  }

  @Test
  void it_ends_with_4_when_a_person_is_needed_and_nothing_failed() throws Exception {
    String scenario =
        """
          Scenario: Returning goods %d
            Given I am signed in to desk
            When I fill in the return_request form with:
              | invoice number | INV-2026-00417     |
              | sku            | SW-24P-POE         |
              | quantity       | 1                  |
              | reason         | Damaged in transit |
            And I submit the form
            Then the submission is confirmed

        """;
    feature("desk", scenario.formatted(1) + scenario.formatted(2));

    assertThat(run(4))
        .contains("1 passed")
        .contains("1 need a person")
        .contains("features/desk.feature:14: Returning goods 2")
        .contains("it is not sent twice");
  }

  @Test
  void what_time_can_mend_is_run_again_as_often_as_asked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    site.serve(
        "/",
        exchange -> {
          boolean down = asked.incrementAndGet() < 3;
          TestSite.answer(
              exchange, down ? 500 : 200, "text/html", "<title>Shop</title><p>Welcome</p>");
        });
    feature(
        "shop",
        """
          Scenario: Looking around
            Given I am at shop without signing in
        """);

    assertThat(run(0, "--env", "production", "--retries", "2"))
        .contains("1 passed")
        .contains("1 run again");
    assertThat(asked).hasValue(3);
  }

  @Test
  void what_time_cannot_mend_is_not_run_again() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    site.serve(
        "/",
        exchange -> {
          asked.incrementAndGet();
          TestSite.answer(exchange, 404, "text/html", "<p>Nothing here</p>");
        });
    feature(
        "shop",
        """
          Scenario: Looking around
            Given I am at shop without signing in
        """);

    assertThat(run(1, "--env", "production", "--retries", "3")).contains("Portal changed");
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  @DisabledOnOs(OS.WINDOWS)
  void a_run_that_is_stopped_still_leaves_its_report_and_no_browser(String signal)
      throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    site.serve(
        "/",
        exchange -> {
          arrived.countDown();
          site.awaitClosing();
        });
    feature(
        "shop",
        """
          Scenario: Looking around
            Given I am at shop without signing in

          Scenario: Looking around again
            Given I am at shop without signing in
        """);

    try (GatehouseProcess gatehouse =
        GatehouseProcess.start(project, "run", "--env", "production")) {
      assertThat(arrived.await(60, TimeUnit.SECONDS)).as(gatehouse.output()).isTrue();
      // A shell that starts its children in the background has them ignore Ctrl-C.
      assumeFalse(signal.equals("INT") && ignoresInterrupts(gatehouse.pid()));
      List<ProcessHandle> browsers = gatehouse.descendants();
      assertThat(browsers).isNotEmpty();

      Process kill =
          new ProcessBuilder("kill", "-" + signal, String.valueOf(gatehouse.pid())).start();
      assertThat(kill.waitFor()).isZero();

      assertThat(gatehouse.exitCode()).isEqualTo(signal.equals("INT") ? 130 : 143);
      assertThat(gatehouse.output()).contains("Stopped. Report of what ran so far: " + report());
      assertThat(report()).exists();
      assertEnded(browsers);
    }
  }

  private static boolean ignoresInterrupts(long pid) throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(
                line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16).testBit(1));
  }

  private static void assertEnded(List<ProcessHandle> processes) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    for (ProcessHandle process : processes) {
      process.onExit().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      assertThat(process.isAlive()).isFalse();
    }
  }
}
