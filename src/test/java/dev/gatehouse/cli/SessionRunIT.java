package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.app.Settings;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.step.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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
  private static final Map<String, String> MASTER =
      Map.of("GATEHOUSE_MASTER_PASSWORD", "correct horse battery staple");

  private final Path project;
  private final TestSite site = new TestSite();
  private final AtomicInteger passwords = new AtomicInteger();
  private final AtomicInteger homes = new AtomicInteger();
  private final AtomicInteger goodbyes = new AtomicInteger();

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
    site.page(
        "/login",
        "<title>Sign in</title><form method=post action=/in><label>User name <input name=user>"
            + "</label><label>Password <input type=password name=pw></label>"
            + "<button>Sign in</button></form>");
    site.serve("/in", this::signIn);
    site.serve("/home", this::home);
    site.serve("/out", this::signOut);
  }

  private void signIn(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    passwords.incrementAndGet();
    exchange.getResponseHeaders().add("Set-Cookie", "sid=" + COOKIE + "; Path=/; HttpOnly");
    exchange.getResponseHeaders().add("Location", "/home");
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  private void home(HttpExchange exchange) throws IOException {
    homes.incrementAndGet();
    String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    if (cookies.contains(COOKIE)) {
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

  private void store(String name, String value) throws Exception {
    Path typed = Files.writeString(project.resolve("typed"), value + "\n");
    try (GatehouseProcess process =
        GatehouseProcess.start(project, MASTER, List.of(), List.of("secret", "set", name), typed)) {
      int found = process.exitCode();
      assertThat(found).as(process.output()).isZero();
    }
    Files.delete(typed);
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

    assertThat(gatehouse(0, Map.of(), "session", "list"))
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
    assertThat(gatehouse(0, Map.of(), "session", "list")).isEqualTo("No session is kept.\n");
    gatehouse(0, MASTER, "run", "--env", "production");
    assertThat(passwords).hasValue(2);
  }

  private void alsoAtMart() throws IOException {
    Path portals = project.resolve("portals");
    Files.writeString(
        portals.resolve("mart.yaml"),
        Files.readString(portals.resolve("shop.yaml"))
            .replace("name: shop", "name: mart")
            .replace("{ page: /home }", "{ page: /home, sign-out-on-exit: true }"));
    for (String name : List.of("shop", "mart")) {
      Files.writeString(
          project.resolve("features").resolve(name + ".feature"),
          """
          @portal:%1$s
          Feature: Working at %1$s

            Scenario: Being signed in
              Given I am signed in to %1$s
          """
              .formatted(name));
    }
  }

  @Test
  void one_page_is_enough_with_a_session_and_signing_out_at_the_end_leaves_none() throws Exception {
    alsoAtMart();
    // Sessions are kept where there is a secret store for their key.
    SecretDesk desk =
        new SecretDesk(
            new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, MASTER),
            HiddenPrompt.NONE,
            InputStream.nullInputStream(),
            Clock.systemUTC());
    try (SecretStore store = desk.store().open();
        Secret any = new Secret("any")) {
      store.put(SecretName.of("any/note"), any);
    }
    Map<String, String> accounts = new HashMap<>(MASTER);
    for (String portal : List.of("SHOP", "MART")) {
      accounts.put("GATEHOUSE_" + portal + "_USERNAME", "dana");
      accounts.put("GATEHOUSE_" + portal + "_PASSWORD", "Quillon#Ember~9142");
    }

    gatehouse(0, accounts, "run", "--env", "production");
    assertThat(passwords).as("passwords sent to both").hasValue(2);
    assertThat(goodbyes).as("signed out, of mart by its file").hasValue(1);
    assertThat(Typed.command(new SessionListCommand(Typed.in(project))).out())
        .contains("shop    default  production   medium")
        .doesNotContain("mart");
    int before = homes.get();

    gatehouse(0, accounts, "run", "--env", "production", "--portal", "shop", "--sign-out");

    assertThat(passwords).as("passwords sent by both runs").hasValue(2);
    assertThat(homes.get() - before).as("pages that being signed in took").isEqualTo(1);
    assertThat(goodbyes).as("signed out, of shop by the run").hasValue(2);
    assertThat(Typed.command(new SessionListCommand(Typed.in(project))).out())
        .isEqualTo("No session is kept.\n");
  }
}
