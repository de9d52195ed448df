package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.app.Settings;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.file.LightSecrets;
import dev.gatehouse.step.Traces;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another password at a portal, also when the process dies on the way. */
@Timeout(240)
class RotationIT {

  private static final String OLD = "Old-Word.1200";
  private static final Map<String, String> VARIABLES =
      Map.of("GATEHOUSE_MASTER_PASSWORD", "correct horse battery staple");

  /** When the process dies. */
  enum Moment {
    NEVER,
    WHEN_SIGNING_IN,
    WHEN_THE_PORTAL_WAS_TOLD_BUT_DID_NOT_LISTEN,
    WHEN_THE_PORTAL_HAS_CHANGED_IT,
    WHEN_PROVING_IT
  }

  private final Path project;
  private final TestSite site = new TestSite();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private volatile Moment moment = Moment.NEVER;
  private volatile String password = OLD;
  private volatile boolean refusing;
  private final AtomicInteger refusals = new AtomicInteger();

  RotationIT(@TempDir Path project) throws IOException {
    this.project = project;
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    Files.writeString(
        project.resolve("portals").resolve("shop.yaml"),
        """
        schema: 1
        name: shop
        address: %s
        deadline: 60s
        login: { page: /login, rotation: { length: 14, symbols: "-_" } }
        session: { page: /home }
        forms:
          change_password:
            page: /password
            fields:
              current-password: { required: true }
              new-password: { required: true }
        """
            .formatted(site.address("/")));
    Files.writeString(
        project.resolve("features").resolve("password.feature"),
        """
        @portal:shop @rotate-password
        Feature: The password at shop

          Scenario: It is changed and works
            Given I am signed in to shop
            When I change the password in the change_password form
            Then the new password works
        """);
    site.page(
        "/login",
        "<title>Sign in</title><form method=post action=/session><label>User name <input"
            + " name=user></label><label>Password <input type=password"
            + " name=password></label><button>Sign in</button></form>");
    site.page(
        "/home",
        "<title>Home</title><h1>Welcome</h1><p>Signed in as ann</p><a href=/login>Sign out</a>");
    site.page(
        "/password",
        "<title>Password</title><a href=/login>Sign out</a><form method=post"
            + " action=/changed><label>Current password <input type=password"
            + " name=current autocomplete=current-password></label><label>New password <input"
            + " type=password name=next autocomplete=new-password></label><label>Repeat the new"
            + " password <input type=password name=again"
            + " autocomplete=new-password></label><button>Change password</button></form>");
    site.serve("/session", this::signIn);
    site.serve("/changed", this::change);
    LightSecrets.begin(project, "correct horse battery staple");
    put("shop/username", "ann");
    put("shop/password", OLD);
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    Map<String, String> fields = new HashMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      fields.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }

  private boolean dies(Moment when) {
    if (moment != when) {
      return false;
    }
    moment = Moment.NEVER;
    arrived.countDown();
    site.awaitClosing();
    return true;
  }

  private void signIn(HttpExchange exchange) throws IOException {
    String typed = form(exchange).getOrDefault("password", "");
    if (dies(typed.equals(OLD) ? Moment.WHEN_SIGNING_IN : Moment.WHEN_PROVING_IT)) {
      return;
    }
    if (typed.equals(password)) {
      exchange.getResponseHeaders().set("Location", "/home");
      TestSite.answer(exchange, 303, "text/plain", "");
      return;
    }
    refusals.incrementAndGet();
    TestSite.answer(
        exchange,
        200,
        "text/html; charset=utf-8",
        "<title>Sign in</title><p role=alert>Invalid user name or password</p><form method=post"
            + " action=/session><label>User name <input name=user></label><label>Password <input"
            + " type=password name=password></label><button>Sign in</button></form>");
  }

  private void change(HttpExchange exchange) throws IOException {
    Map<String, String> typed = form(exchange);
    if (dies(Moment.WHEN_THE_PORTAL_WAS_TOLD_BUT_DID_NOT_LISTEN)) {
      return;
    }
    if (refusing || !password.equals(typed.get("current"))) {
      TestSite.answer(
          exchange,
          200,
          "text/html; charset=utf-8",
          "<title>Password</title><a href=/login>Sign out</a><p role=alert>Error: the password is"
              + " too like an earlier one</p><form method=post action=/changed><label>New password"
              + " <input type=password name=next></label><button>Change password</button></form>");
      return;
    }
    assertThat(typed.get("next")).matches("[A-Za-z0-9_-]{14}").isEqualTo(typed.get("again"));
    password = typed.getOrDefault("next", "");
    if (dies(Moment.WHEN_THE_PORTAL_HAS_CHANGED_IT)) {
      return;
    }
    TestSite.answer(
        exchange,
        200,
        "text/html; charset=utf-8",
        "<title>Password</title><h1>Thank you</h1><p>Your password was changed"
            + " successfully.</p><a href=/login>Sign out</a>");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private SecretStore store() {
    return new SecretDesk(
            new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, VARIABLES),
            HiddenPrompt.NONE,
            new ByteArrayInputStream(new byte[0]),
            Clock.systemUTC())
        .store()
        .open();
  }

  private void put(String name, String value) {
    try (SecretStore store = store();
        Secret secret = new Secret(value)) {
      store.put(SecretName.of(name), secret);
    }
  }

  private String stored() {
    try (SecretStore store = store();
        Secret value = store.get(SecretName.of("shop/password")).orElseThrow().value()) {
      return value.reveal();
    }
  }

  private List<String> names() {
    try (SecretStore store = store()) {
      return store.list().stream()
          .map(SecretInfo::name)
          .filter(name -> name.scope().equals("shop"))
          .map(SecretName::field)
          .toList();
    }
  }

  private List<String> audited() throws IOException {
    Pattern entry =
        Pattern.compile(
            "\"action\":\"(?:((?:rotate|delete)-secret)\".*?\"name\":\"([^\"]+)\".*?\"version\":(\\d+)|(send-password)\".*?\"message\":\"([^\"]+?)\\.?\")");
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(project.resolve(".gatehouse").resolve("audit"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          Matcher matcher = entry.matcher(line);
          if (matcher.find()) {
            found.add(
                matcher.group(4) == null
                    ? String.join(" ", matcher.group(1), matcher.group(2), matcher.group(3))
                    : matcher.group(4) + " " + matcher.group(5));
          }
        }
      }
    }
    return found;
  }

  private GatehouseProcess start() throws IOException {
    return GatehouseProcess.start(
        project, VARIABLES, List.of(), List.of("secret", "rotate", "shop"));
  }

  private String rotate(int exitCode) throws Exception {
    try (GatehouseProcess process = start()) {
      int found = process.exitCode();
      assertThat(found).as(process.output()).isEqualTo(exitCode);
      return process.output();
    }
  }

  private void dieAt(Moment when) throws Exception {
    moment = when;
    try (GatehouseProcess process = start()) {
      assertThat(arrived.await(90, TimeUnit.SECONDS)).as(process.output()).isTrue();
      List<ProcessHandle> browsers = process.descendants();
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      browsers.forEach(ProcessHandle::destroyForcibly);
      process.exitCode();
    }
  }

  @Test
  void a_new_password_is_set_proven_and_stored_and_no_other_run_has_the_account_meanwhile()
      throws Exception {
    Path definition = project.resolve("portals").resolve("shop.yaml");
    Files.writeString(
        definition,
        Files.readString(definition).replace("{ page: /home }", "{ page: /home, single: true }"));

    String said = rotate(0);

    assertThat(said)
        .contains(
            "Signing in with the new password worked. It is shop/password now, version 2, in ");
    assertThat(password).isNotEqualTo(OLD);
    assertThat(stored()).isEqualTo(password);
    assertThat(names()).containsExactly("password", "username");
    assertThat(said).doesNotContain(OLD, password);
    assertThat(audited())
        .containsExactly(
            "rotate-secret shop/default/password-next 1",
            "send-password From now on the new password of shop/default may have been sent; until it is proven, either may be valid",
            "rotate-secret shop/default/password 2",
            "delete-secret shop/default/password-sent 1");
    assertThat(refusals).hasValue(0);
    assertThat(reserved()).as("times the account was reserved").isPositive();
    try (Database database = Database.open(project.resolve(".gatehouse/gatehouse.db"))) {
      List<Integer> left =
          database.read(
              connection ->
                  Rows.all(connection, "SELECT 1 FROM session_lease", row -> row.getInt(1)));
      assertThat(left).as("leases that are left").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
  void whenever_it_dies_the_next_one_finds_out_which_is_valid(Moment when) throws Exception {
    dieAt(when);
    String valid = password;

    String said = rotate(0);

    switch (when) {
      case WHEN_SIGNING_IN ->
          assertThat(said)
              .contains(
                  "An earlier rotation of shop ended before anything was sent; the old password is"
                      + " valid.");
      case WHEN_THE_PORTAL_WAS_TOLD_BUT_DID_NOT_LISTEN ->
          assertThat(said)
              .contains("ended when the new password may have been sent.")
              .contains("The old password of shop is valid; the new one was not taken.");
      default -> {
        assertThat(said)
            .contains("ended when the new password may have been sent.")
            .contains("It is shop/password now, version 2, in ");
        assertThat(password).isEqualTo(valid);
      }
    }
    assertThat(stored()).isEqualTo(password);
    assertThat(password).isNotEqualTo(OLD);
    assertThat(names()).containsExactly("password", "username");
    assertThat(refusals.get()).isLessThanOrEqualTo(1);
  }

  private long reserved() throws IOException {
    try (Stream<Path> files = Files.walk(project.resolve(".gatehouse").resolve("audit"))) {
      long count = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        count +=
            Files.readAllLines(file).stream()
                .filter(line -> line.contains("\"action\":\"reserve-account\""))
                .count();
      }
      return count;
    }
  }

  @Test
  void what_the_portal_refuses_leaves_the_old_one() throws Exception {
    refusing = true;

    assertThat(rotate(1))
        .contains("too like an earlier one")
        .contains("The password of shop was not changed; the old one is valid.");
    assertThat(stored()).isEqualTo(OLD);
    assertThat(names()).containsExactly("password", "username");
  }
}
