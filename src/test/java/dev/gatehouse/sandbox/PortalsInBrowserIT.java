package dev.gatehouse.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a browser shows: that the pages' scripts, frames and components work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalsInBrowserIT {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
  private final List<String> complaints = new ArrayList<>();
  private Playwright playwright;
  private Browser browser;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  void launch() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    BrowserType.LaunchOptions options = new BrowserType.LaunchOptions();
    installed().ifPresent(options::setExecutablePath);
    if ("root".equals(System.getProperty("user.name"))) {
      options.setArgs(List.of("--no-sandbox"));
    }
    browser = playwright.chromium().launch(options);
  }

  @BeforeEach
  void open() {
    sandbox.reset();
    context = browser.newContext();
    page = context.newPage();
    page.onPageError(complaints::add);
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  @AfterAll
  void stop() {
    playwright.close();
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void osn_signs_in_and_takes_an_order(long seed) {
    sandbox.disguise("osn", seed);
    SandboxAccount account = sandbox.account("osn");
    page.navigate(sandbox.address("osn") + "orders/new");
    page.locator("input[name=email]").fill(account.username());
    page.locator("input[name=password]").fill("no");
    page.locator("form button").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Login failed");

    page.locator("input[name=password]").fill(account.password());
    page.locator("form button").click();
    page.locator("[name=organization]").fill("Kloof Bakery");
    assertThat(page).hasURL(Pattern.compile("/orders/new$"));
    page.locator("form button").click();
    assertThat(page.getByText("Installation address is required.")).isVisible();

    page.locator("[name=street-address]").fill("12 Kloof Street, Gardens");
    page.locator("[name=postal-code]").fill("8001");
    page.locator("[name=tel]").fill("021 555 0140");
    page.getByRole(AriaRole.COMBOBOX).click();
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Home Fibre 200/100"))
        .click();
    page.locator("[name=installation-date]").fill("2026-03-02");
    page.locator("form button").click();

    assertThat(page.getByText("Order number: OSN-104113")).isVisible();
    assertThat(sandbox.submissions("osn").get(0)).containsEntry("router", "no");
    page.locator("header button").click();
    assertThat(page.locator("input[name=password]")).isVisible();
    assertThat(page.getByText("You have been signed out.")).isVisible();
  }

  @Test
  void osn_says_when_the_session_has_expired() {
    signInAtOsn();
    sandbox.fault("osn", Fault.EXPIRED_SESSIONS);
    page.getByText("New order").click();

    assertThat(page.getByRole(AriaRole.ALERT))
        .hasText("Your session has expired. Please sign in again.");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void authentik_signs_in_and_saves_in_shadow_roots(long seed) {
    sandbox.disguise("authentik", seed);
    SandboxAccount account = sandbox.account("authentik");
    page.navigate(sandbox.address("authentik") + "settings");
    page.locator("input[name=uidField]").fill(account.username());
    page.locator("input[name=uidField]").press("Enter");
    page.locator("input[name=password]").fill("no");
    page.locator("form button").click();
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("Invalid password. Please try again.");
    page.locator("input[name=password]").fill(account.password());
    page.locator("form button").click();

    assertThat(page.getByText("Signed in as acme-admin")).isVisible();
    page.locator("input[name=name]").fill("Dana Reed");
    page.locator("input[name=email]").fill("dana@acme-networks.example");
    page.locator("select[name=locale]").selectOption("af");
    page.locator("form button").click();

    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Change number PRF-104113");
    assertThat(sandbox.submissions("authentik").get(0)).containsEntry("locale", "af");
    page.locator("header button").click();
    assertThat(page.locator("input[name=uidField]")).isVisible();
  }

  @Test
  void grants_signs_in_within_its_frame_and_opens_help_in_a_window() {
    SandboxAccount account = sandbox.account("grants");
    page.navigate(sandbox.address("grants") + "workspace");
    Page help = page.waitForPopup(() -> page.getByText("Open the help window").click());
    assertThat(help.getByText("Which files can I upload?")).isVisible();
    help.close();
    FrameLocator frame = page.frameLocator("iframe");
    frame.locator("input[name=userId]").fill(account.username());
    frame.locator("input[type=password]").fill(account.password());
    frame.locator("button").click();

    assertThat(page.getByText("You are logged in as acme_grants")).isVisible();
    page.getByText("Log out").click();
    assertThat(page.getByText("You have been signed out.")).isVisible();
  }

  @Test
  void sam_gov_shows_fields_when_they_are_needed() {
    SandboxAccount account = sandbox.account("sam_gov");
    page.navigate(sandbox.address("sam_gov") + "registration/1");
    page.getByLabel("Email address").fill(account.username());
    page.getByLabel("Password").fill(account.password());
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    page.getByRole(AriaRole.BUTTON, named("Accept")).click();
    page.getByLabel("Legal business name").fill("Acme Networks LLC");
    page.getByLabel("Unique Entity ID (UEI)").fill("ABCDEF123456");
    page.getByLabel("Taxpayer identification number (EIN)").fill("12-3456789");
    page.getByLabel("Entity type").selectOption("LLC");
    page.getByLabel("Entity start date").fill("2015-04-01");
    page.getByRole(AriaRole.BUTTON, named("Save and continue")).click();

    assertThat(page.getByLabel("Mailing city")).isHidden();
    page.getByLabel("The mailing address is the same").uncheck();
    assertThat(page.getByLabel("Mailing city")).isVisible();
  }

  @Test
  void dh_asks_about_cookies_once() {
    page.navigate(sandbox.address("dh"));
    page.getByText("Accept all").click();
    assertThat(page.getByText("Accept all")).isHidden();
    page.reload();
    assertThat(page.getByText("Accept all")).isHidden();
  }

  private void signInAtOsn() {
    SandboxAccount account = sandbox.account("osn");
    page.navigate(sandbox.address("osn"));
    page.locator("input[name=email]").fill(account.username());
    page.locator("input[name=password]").fill(account.password());
    page.locator("form button").click();
    assertThat(page.getByText("in provisioning")).isVisible();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /** A browser of the machine's, if there is one; otherwise Playwright's own is used. */
  private static Optional<Path> installed() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .flatMap(
            folder ->
                Stream.of("chromium-headless-shell", "chromium", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
