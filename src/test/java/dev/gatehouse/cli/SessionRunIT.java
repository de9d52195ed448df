package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.app.Settings;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.file.LightSecrets;
import dev.gatehouse.step.Traces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session that outlives the run: used by the next one, listed, dropped, and no use to a thief.
 */
@Timeout(240)
class SessionRunIT {

  private static final String COOKIE = "canary-cookie-51c7e0a9";
  private static final String LOGIN =
      "<title>Sign in</title><form method=post action=/in><label>User name <input name=user>"
          + "</label><label>Password <input type=password name=pw></label>"
          + "<button>Sign in</button></form>";
  private static final Map<String, String> MASTER =
      Map.of("GATEHOUSE_MASTER_PASSWORD", "correct horse battery staple");

  private final Path project;
  private final TestSite site = new TestSite();
  private final AtomicInteger passwords = new AtomicInteger();
  private final AtomicInteger homes = new AtomicInteger();
  private final AtomicInteger goodbyes = new AtomicInteger();
  private volatile String cookie = COOKIE;
  // Of the password's last characters, which no encoding changes.
  private volatile String rightEnd = "";

  SessionRunIT(@TempDir Path project) throws IOException {
    this.project = project;
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    Files.writeString(
        project.resolve("portals").resolve("shop.yaml"),
        """
        schema: 1
        name: shop
        address: %s
        login: { page: /login }
        session: { page: /home }
        """
            .formatted(site.address("/")));
    Files.writeString(
        project.resolve("features").resolve("shop.feature"),
        """
        @portal:shop
        Feature: Working at shop

          Scenario: Being signed in
            Given I am signed in to shop
            Then the session is still good
        """);
    site.page("/login", LOGIN);
    site.serve("/in", this::signIn);
    site.serve("/home", this::home);
    site.serve("/out", this::signOut);
    LightSecrets.begin(project, "correct horse battery staple");
  }

  private void signIn(HttpExchange exchange) throws IOException {
    String typed = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    passwords.incrementAndGet();
    if (!typed.endsWith(rightEnd)) {
      TestSite.answer(
          exchange, 200, "text/html; charset=utf-8", LOGIN + "<p role=alert>Wrong password</p>");
      return;
    }
    exchange.getResponseHeaders().add("Set-Cookie", "sid=" + cookie + "; Path=/; HttpOnly");
    exchange.getResponseHeaders().add("Location", "/home");
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  private void home(HttpExchange exchange) throws IOException {
    homes.incrementAndGet();
    String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    if (cookies.contains(cookie)) {
      TestSite.answer(
          exchange,
          200,
          "text/html; charset=utf-8",
          "<title>Home</title><h1>Welcome back</h1><a href=/out>Sign out</a>");
    } else {
      exchange.getResponseHeaders().add("Location", "/login");
      exchange.sendResponseHeaders(303, -1);
      exchange.close();
    }
  }

  private void signOut(HttpExchange exchange) throws IOException {
    goodbyes.incrementAndGet();
    exchange.getResponseHeaders().add("Set-Cookie", "sid=; Path=/; Max-Age=0");
    exchange.getResponseHeaders().add("Location", "/login");
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String gatehouse(int exitCode, Map<String, String> environment, String... arguments)
      throws Exception {
    try (GatehouseProcess process =
        GatehouseProcess.start(project, environment, List.of(), List.of(arguments))) {
      int found = process.exitCode();
      assertThat(found).as(process.output()).isEqualTo(exitCode);
      return process.output();
    }
  }

  private void store(String name, String value) {
    SecretDesk desk =
        new SecretDesk(
            new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, MASTER),
            HiddenPrompt.NONE,
            new ByteArrayInputStream((value + "\n").getBytes(StandardCharsets.UTF_8)),
            Clock.systemUTC());
    Typed typed = Typed.command(new SecretSetCommand(desk), name);
    assertThat(typed.code()).as(typed.err()).isZero();
  }

  @Test
  void a_session_outlives_the_run_sealed() throws Exception {
    store("shop/username", "dana");
    store("shop/password", "Quillon#Ember~9142");

    gatehouse(0, MASTER, "run", "--env", "production");
    assertThat(passwords).hasValue(1);
    int before = homes.get();

    gatehouse(0, MASTER, "run", "--env", "production");
    assertThat(passwords).as("passwords sent by both runs").hasValue(1);
    assertThat(homes.get() - before).as("pages loaded by the second run").isLessThanOrEqualTo(2);

    assertThat(Typed.command(new SessionListCommand(Typed.in(project))).out())
        .contains("shop    default  production   medium")
        .doesNotContain(COOKIE);
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(COOKIE, "Quillon#Ember~9142");
      }
    }

    assertThat(gatehouse(0, Map.of(), "session", "drop", "shop"))
        .isEqualTo("Forgot 1 session of shop.\n");
    assertThat(gatehouse(3, Map.of(), "session", "drop", "shop"))
        .isEqualTo("No session is kept for shop; gatehouse session list.\n");
    assertThat(Typed.command(new SessionListCommand(Typed.in(project))).out())
        .isEqualTo("No session is kept.\n");
    assertThat(goodbyes).as("signed out, unless asked for").hasValue(0);
    gatehouse(0, MASTER, "run", "--env", "production", "--sign-out");
    assertThat(passwords).hasValue(2);
    assertThat(goodbyes).as("signed out at the end").hasValue(1);
    assertThat(Typed.command(new SessionListCommand(Typed.in(project))).out())
        .isEqualTo("No session is kept.\n");
  }

  private String onlyBackup() throws IOException {
    try (Stream<Path> files = Files.list(project.resolve(".gatehouse").resolve("backups"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".zip"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void what_was_restored_is_proven_before_it_is_used() throws Exception {
    store("shop/username", "dana");
    store("shop/password", "Quillon#Ember~9142");
    gatehouse(0, MASTER, "run", "--env", "production");
    gatehouse(0, MASTER, "backup", "create", "--with-sessions");
    String backup = onlyBackup();
    // The portal ends the session and is given another password, which is stored.
    cookie = "canary-cookie-of-later";
    rightEnd = "7713";
    store("shop/password", "Quillon#Ember~7713");
    gatehouse(0, MASTER, "backup", "restore", backup, "--apply");
    assertThat(Typed.command(new AuditReportCommand(Typed.in(project), ZoneOffset.UTC)).out())
        .contains("restore-backup");
    assertThat(passwords).hasValue(1);

    assertThat(gatehouse(2, MASTER, "run", "--env", "production"))
        .contains(
            "secrets.ghs is an older copy; found generation ",
            "if there is none, accept this one: gatehouse secret accept-copy");
    assertThat(passwords).as("passwords sent while the file was not accepted").hasValue(1);

    gatehouse(0, MASTER, "secret", "accept-copy");
    gatehouse(1, MASTER, "run", "--env", "production");
    assertThat(passwords).as("old passwords sent, once").hasValue(2);
  }

  @Test
  void a_session_that_was_restored_and_the_portal_ended_costs_one_sign_in() throws Exception {
    store("shop/username", "dana");
    store("shop/password", "Quillon#Ember~9142");
    gatehouse(0, MASTER, "run", "--env", "production");
    gatehouse(0, MASTER, "backup", "create", "--with-sessions");
    String backup = onlyBackup();
    cookie = "canary-cookie-of-later";
    gatehouse(0, MASTER, "backup", "restore", backup, "--apply");
    gatehouse(0, MASTER, "run", "--env", "production");
    assertThat(passwords).as("passwords sent by both runs").hasValue(2);
  }
}
