package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.SessionLeases;
import dev.gatehouse.ledger.LeaseStore;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a portal allows one session at a time, a run waits for the one that has the account. */
@Timeout(120)
class SingleSessionRunIT {

  private static final Map<String, String> ACCOUNTS =
      Map.of(
          "GATEHOUSE_SHOP_USERNAME", "dana",
          "GATEHOUSE_SHOP_PASSWORD", "Quillon#Ember~9142",
          "GATEHOUSE_MART_USERNAME", "dana",
          "GATEHOUSE_MART_PASSWORD", "Quillon#Ember~9142");

  private final Path project;
  private final TestSite site = new TestSite();
  private final AtomicInteger shopRequests = new AtomicInteger();
  private final AtomicInteger martPasswords = new AtomicInteger();

  SingleSessionRunIT(@TempDir Path project) throws IOException {
    this.project = project;
    Files.createDirectories(project.resolve("portals").resolve("entities"));
    Files.createDirectories(project.resolve("features"));
    define("shop", "2s");
    define("mart", "60s");
    site.serve("/shop", this::shop);
    site.page(
        "/mart",
        "<title>Sign in</title><form method=post action=/in><label>User name <input name=user>"
            + "</label><label>Password <input type=password name=pw></label>"
            + "<button>Sign in</button></form>");
    site.serve("/in", this::signIn);
    site.page("/home", "<title>Home</title><h1>Welcome back</h1><a href=/out>Sign out</a>");
  }

  private void define(String name, String deadline) throws IOException {
    Files.writeString(
        project.resolve("portals").resolve(name + ".yaml"),
        """
        schema: 1
        name: %1$s
        address: %2$s
        deadline: %3$s
        login: { page: /%1$s }
        session: { single: true }
        """
            .formatted(name, site.address("/"), deadline));
    Files.writeString(
        project.resolve("features").resolve(name + ".feature"),
        """
        @portal:%1$s
        Feature: Working at %1$s

          Scenario: Being signed in to %1$s
            Given I am signed in to %1$s
        """
            .formatted(name));
  }

  private void shop(HttpExchange exchange) throws IOException {
    shopRequests.incrementAndGet();
    TestSite.answer(exchange, 200, "text/html", "<title>Shop</title>");
  }

  private void signIn(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    martPasswords.incrementAndGet();
    exchange.getResponseHeaders().add("Location", "/home");
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private Database database() {
    return Database.open(project.resolve(".gatehouse/gatehouse.db"));
  }

  private static AttemptBudget.Key dana(String portal) {
    return new AttemptBudget.Key("production", portal, "default", "dana");
  }

  private static int leases(Database database) {
    return database.read(
        connection ->
            Rows.all(connection, "SELECT 1 FROM session_lease", row -> row.getInt(1)).size());
  }

  @Test
  void a_run_waits_for_the_account_and_types_nothing_while_another_has_it() throws Exception {
    Files.createDirectories(project.resolve(".gatehouse"));
    try (Database database = database()) {
      new LeaseStore(() -> database, Clock.systemUTC(), "run-x").take(dana("shop"), "alive");
      // Of a run that was killed: what is left of its time is over soon after the start.
      Clock then =
          Clock.offset(
              Clock.systemUTC(), SessionLeases.LASTS.negated().plus(Duration.ofSeconds(6)));
      new LeaseStore(() -> database, then, "run-y").take(dana("mart"), "dead");
    }
    try (GatehouseProcess process =
        GatehouseProcess.start(
            project, ACCOUNTS, List.of(), List.of("run", "--env", "production"))) {
      int found = process.exitCode();
      assertThat(found).as(process.output()).isEqualTo(1);
      assertThat(process.output().replaceAll("\\s+", " "))
          .contains("1 passed")
          .contains("Timed out")
          .contains("The account \"default\" of shop is in use by run run-x since ")
          .contains(
              "and the portal's file says that it allows one session at a time. It did not become free within 2 s; nothing was typed. Wait until that run has ended, then run again.");
    }
    assertThat(shopRequests).as("requests at shop").hasValue(0);
    assertThat(martPasswords).as("passwords at mart").hasValue(1);
    try (Database database = database()) {
      assertThat(leases(database)).as("leases that are left: run-x's").isOne();
    }
  }
}
