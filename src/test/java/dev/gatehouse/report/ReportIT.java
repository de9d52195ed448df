package dev.gatehouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report of two real runs from the disk, as a reviewer does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final String report;
  private final Playwright playwright;
  private final Browser browser;
  private Page page;

  ReportIT(@TempDir Path folder) throws IOException {
    report = twoRuns(folder).toUri().toString();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    BrowserType.LaunchOptions options = new BrowserType.LaunchOptions();
    Path shell = Path.of("/usr/bin/chromium-headless-shell");
    if (Files.isExecutable(shell)) {
      options.setExecutablePath(shell);
    }
    if ("root".equals(System.getProperty("user.name"))) {
      options.setArgs(List.of("--no-sandbox"));
    }
    browser = playwright.chromium().launch(options);
    page = newPage(browser, requests, complaints);
  }

  private static Page newPage(Browser browser, List<String> requests, List<String> complaints) {
    Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1400, 1000));
    page.onRequest(request -> requests.add(request.url()));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private static Path twoRuns(Path folder) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("Browser", "Chromium 142");
    environment.put("Portals", "d\u00e9mo: a=b");
    Path html = folder;
    for (int run = 1; run <= 2; run++) {
      Instant started = Instant.now();
      try (Recording recording =
          Recording.open(
              folder.resolve("results"),
              CucumberRun.PROJECT,
              text -> text.replace("canary-5Hq8-xyz", "[REDACTED]"))) {
        CucumberRun.run(recording.plugin());
        if (run == 2) {
          CucumberRun.run(recording.plugin());
        }
      }
      ReportInput input =
          new ReportInput(
              folder.resolve("results"),
              folder.resolve("html"),
              folder.resolve("history"),
              environment,
              started,
              Instant.now());
      ReportWriter writer = new ReportWriter(Map.of());
      writer.write(input);
      html = writer.write(input);
    }
    return html;
  }

  @AfterAll
  void close() {
    browser.close();
    playwright.close();
  }

  private void open(String place) {
    // The report remembers what was opened; a new context has seen nothing.
    page.close();
    page = newPage(browser, requests, complaints);
    page.navigate(report + "#" + place);
  }

  private Locator text(String text) {
    return page.getByText(text, new Page.GetByTextOptions().setExact(true))
        .filter(new Locator.FilterOptions().setVisible(true))
        .first();
  }

  private String tree() {
    return page.locator(".tree__content").first().innerText();
  }

  private void openScenario(String... path) {
    open("behaviors");
    for (String each : path) {
      text(each).click();
    }
  }

  @AfterEach
  void nothing_leaves_the_page_and_nothing_in_it_breaks() {
    assertThat(requests)
        .isNotEmpty()
        .allMatch(
            url -> url.startsWith("file:") || url.startsWith("data:") || url.startsWith("about:"));
    assertThat(page.title()).isEqualTo("Gatehouse");
    assertThat(complaints).isEmpty();
  }

  @Test
  void the_overview_has_totals_environment_entities_and_the_run() {
    open("");

    assertThat(page.locator(".splash__title").innerText()).isEqualTo("13");
    assertThat(page.locator("[data-id=behaviors]").innerText())
        .contains("acme_networks", "baobab_fibre", "no entity");
    assertThat(page.locator("[data-id=environment]").innerText())
        .containsSubsequence("Browser", "Chromium 142", "Portals", "d\u00e9mo: a=b", "Started");
    assertThat(page.locator("[data-id=executors]").innerText()).contains("Local run");
    assertThat(page.locator("[data-id=categories]").innerText())
        .contains("Portal down", "Account locked", "Person needed: CAPTCHA");
  }

  @Test
  void behaviors_go_from_the_entity_to_its_portal_and_the_flow() {
    openScenario("acme_networks", "td_synnex");
    assertThat(tree()).containsSubsequence("form", "login");

    openScenario("baobab_fibre", "dh", "health");
    assertThat(tree()).contains("Sign in with the stored account", "Gatehouse itself fails");

    openScenario("no entity", "dh", "other");
    assertThat(tree()).contains("Nobody tagged <i>this</i>");
  }

  @Test
  void categories_are_the_outcomes() {
    open("categories");

    Locator names = page.locator(".node__title .node__name:visible");
    names.first().waitFor();
    assertThat(names.allInnerTexts())
        .containsExactly(
            "Account locked",
            "Gatehouse defect",
            "Person needed: CAPTCHA",
            "Portal down",
            "Step definition missing");
  }

  @Test
  void the_trend_has_a_point_for_each_run_however_often_its_report_was_made() {
    open("");

    Locator runs = page.locator("[data-id=history-trend] .chart__axis_x .tick");
    runs.first().waitFor();
    assertThat(runs.allTextContents()).containsExactly("#1", "#2");
  }

  @Test
  void a_scenario_shows_its_outcome_as_the_text_it_is() {
    openScenario("acme_networks", "td_synnex", "login", "The portal is down");

    Locator scenario = page.locator(".test-result");
    assertThat(scenario.locator(".status-details__message").first().innerText())
        .isEqualTo(
            "Portal down: the portal said <img src=x onerror=\"document.title='owned'\">"
                + " [REDACTED]");
    assertThat(scenario.innerText())
        .contains("features/td_synnex/login.feature:11", "It must <b>never</b> be locked out.");

    text("When the portal ends with PORTAL_DOWN").click();
    text("Outcome").click();
    Locator attachment = scenario.locator(".attachment__text");
    page.waitForCondition(() -> !attachment.innerText().isBlank());
    assertThat(attachment.innerText())
        .contains(
            "Outcome:     Portal down",
            "What to do:  Check the address and the portal's status page, then run again.",
            "Page:        Partner sign-in <img src=x onerror=\"document.title='owned'\">",
            "Seen:        - the page answered 503",
            "             - password [REDACTED] was shown");
  }

  @Test
  void a_scenario_shows_its_last_screenshot() {
    openScenario("acme_networks", "td_synnex", "login", "The portal is down");

    text("Screenshot at the end").click();

    Locator picture = page.locator(".attachment__media");
    picture.waitFor();
    page.waitForCondition(() -> Boolean.TRUE.equals(picture.evaluate("image => image.complete")));
    assertThat(picture.evaluate("image => image.naturalWidth")).isEqualTo(640);
  }

  @Test
  void a_scenario_tried_twice_shows_the_other_try() {
    openScenario("baobab_fibre", "dh", "health", "Gatehouse itself fails");

    text("Retries").click();

    assertThat(page.locator(".test-result-retries, .test-result__content").first().innerText())
        .contains("a defect of ours");
  }
}
