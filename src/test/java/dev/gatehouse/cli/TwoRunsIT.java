package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.Totp;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two runs at once sign in to one account that needs a one-time code. The second waits for the next
 * half minute by the real clock, so this is run on purpose alone: {@code -Dtwo.runs=true}.
 */
@Timeout(240)
@EnabledIfSystemProperty(named = "two.runs", matches = "true")
class TwoRunsIT {

  private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final Map<String, String> ACCOUNT =
      Map.of(
          "GATEHOUSE_DESK_USERNAME", "dana",
          "GATEHOUSE_DESK_PASSWORD", "Quillon#Ember~9142",
          "GATEHOUSE_DESK_TOTP", SEED);

  private final Path project;
  private final TestSite site = new TestSite();
  private final CountDownLatch passwords = new CountDownLatch(2);
  private final Queue<String> taken = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  TwoRunsIT(@TempDir Path project) throws IOException {
    this.project = project;
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    Files.writeString(
        project.resolve("portals").resolve("desk.yaml"),
        """
        schema: 1
        name: desk
        address: %s
        login: { page: /login }
        """
            .formatted(site.address("/")));
    Files.writeString(
        project.resolve("features").resolve("desk.feature"),
        """
        @portal:desk
        Feature: Working at desk

          Scenario: Signing in
            When I sign in to desk
            Then I am signed in
        """);
    site.page(
        "/login",
        "<title>Sign in</title><form method=post action=/in><label>User name <input name=user>"
            + "</label><label>Password <input type=password name=pw></label>"
            + "<button>Sign in</button></form>");
    site.serve("/in", this::password);
    site.serve("/check", this::code);
    site.page("/home", "<title>Home</title><h1>Welcome back</h1><a href=/out>Sign out</a>");
  }

  // Both are asked for their code in the same moment.
  private void password(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    passwords.countDown();
    try {
      assertThat(passwords.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    ask(exchange, "");
  }

  private static void ask(HttpExchange exchange, String alert) throws IOException {
    TestSite.answer(
        exchange,
        200,
        "text/html; charset=utf-8",
        "<title>Code</title>"
            + alert
            + "<form method=post action=/check><label>One-time code <input name=code"
            + " autocomplete=one-time-code></label><button>Verify</button></form>");
  }

  private synchronized void code(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String code = URLDecoder.decode(body.replaceFirst("^code=", ""), StandardCharsets.UTF_8);
    if (taken.contains(code) || !isValid(code)) {
      refused.add(code);
      ask(exchange, "<p role=alert>Invalid code</p>");
      return;
    }
    taken.add(code);
    exchange.getResponseHeaders().add("Location", "/home");
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  private static boolean isValid(String code) {
    long step = Totp.step(Instant.now());
    try (Secret seed = new Secret(SEED)) {
      return code.equals(Totp.code(seed, step)) || code.equals(Totp.code(seed, step - 1));
    }
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private GatehouseProcess start(String said) throws IOException {
    return GatehouseProcess.start(
        project,
        ACCOUNT,
        List.of(),
        List.of("run", "--env", "production"),
        Path.of("/dev/null"),
        said);
  }

  @Test
  void no_code_is_sent_twice_and_both_succeed() throws Exception {
    try (GatehouseProcess one = start("one.txt");
        GatehouseProcess two = start("two.txt")) {
      assertThat(one.exitCode(Duration.ofSeconds(150))).as(one.output()).isZero();
      assertThat(two.exitCode(Duration.ofSeconds(150))).as(two.output()).isZero();
    }

    assertThat(refused).as("codes the portal refused").isEmpty();
    assertThat(taken).as("codes the portal took").hasSize(2).doesNotHaveDuplicates();
  }
}
