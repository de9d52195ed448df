package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.browser.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run that was killed leaves to the next one. */
@Timeout(240)
class KilledRunIT {

  private final Path project;
  private final TestSite site = new TestSite();
  private final AtomicInteger sent = new AtomicInteger();
  private final CountDownLatch arrived = new CountDownLatch(1);

  KilledRunIT(@TempDir Path project) throws IOException {
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
        forms:
          order:
            page: /order
            fields:
              sku: { label: SKU, required: true }
        """
            .formatted(site.address("/")));
    Files.writeString(
        project.resolve("features").resolve("shop.feature"),
        """
        @portal:shop
        Feature: Working at shop

          Scenario: Ordering
            Given I am at shop without signing in
            When I fill in the order form with:
              | SKU | SW-24P-POE |
            And I submit the form
            Then the submission is confirmed
        """);
    site.page(
        "/order",
        "<title>Order</title><form method=post action=/send><label>SKU <input name=sku></label>"
            + "<button>Submit order</button></form>");
    site.serve("/send", this::take);
  }

  // The first time the answer never comes.
  private void take(HttpExchange exchange) throws IOException {
    if (sent.incrementAndGet() == 1) {
      arrived.countDown();
      site.awaitClosing();
      return;
    }
    TestSite.answer(
        exchange,
        200,
        "text/html; charset=utf-8",
        "<title>Order received</title><h1>Thank you</h1><p>Your order was received. Reference"
            + " number: ORD-10077</p>");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String gatehouse(int exitCode, String... arguments) throws Exception {
    try (GatehouseProcess process = GatehouseProcess.start(project, arguments)) {
      int found = process.exitCode();
      assertThat(found).as(process.output()).isEqualTo(exitCode);
      return process.output();
    }
  }

  @Test
  void what_was_sent_before_the_kill_is_not_sent_again_until_a_person_says_so() throws Exception {
    try (GatehouseProcess process = GatehouseProcess.start(project, "run", "--env", "production")) {
      assertThat(arrived.await(90, TimeUnit.SECONDS)).as(process.output()).isTrue();
      List<ProcessHandle> browsers = process.descendants();
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      browsers.forEach(ProcessHandle::destroyForcibly);
      process.exitCode();
    }

    assertThat(gatehouse(4, "run", "--env", "production").replaceAll("\\s+", " "))
        .containsPattern(
            "The form \"Order\" was sent before with the same content \\(at 20\\S+Z by run \\S+, how"
                + " it ended is not known\\); it is not sent twice. Look in the portal whether the"
                + " submission arrived; it is not sent a second time. Then run \"gatehouse"
                + " submission settle 1 --sent\" or \"gatehouse submission settle 1 --not-sent\".");
    assertThat(sent).hasValue(1);
    assertThat(gatehouse(0, "submission", "list")).contains("1   uncertain  shop    order");

    assertThat(gatehouse(0, "submission", "settle", "1", "--not-sent"))
        .isEqualTo("Submission 1 (order at shop) counts as not sent; it may be sent again.\n");
    gatehouse(0, "run", "--env", "production");
    assertThat(sent).hasValue(2);
    assertThat(gatehouse(0, "submission", "list"))
        .contains("1   confirmed  shop    order")
        .contains("ORD-10077");
  }
}
