package dev.gatehouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.Browsers;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.browser.TestSite;
import dev.gatehouse.locate.FieldMatcher.Place;
import dev.gatehouse.locate.FieldMatcher.Sought;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is found on small pages, each of one behaviour. The element that is to be found says so by
 * its class, which recognition does not look at.
 */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {

  private static final Path PAGES = Path.of("src", "test", "resources", "pages");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestSite site = new TestSite();
  private final Engine engine;
  private final BrowserSession session;
  private final Locator locator = new Locator();

  PagesIT() {
    Browsers browsers = new Browsers(Machine.current());
    engine = browsers.launch(browsers.find(false).orElseThrow(), false);
    session = engine.open(SessionOptions.PLAIN);
  }

  @AfterAll
  void stop() {
    session.close();
    engine.close();
    site.close();
  }

  private PageSnapshot snapshot(String page) throws IOException {
    return snapshot(page, Map.of());
  }

  private PageSnapshot snapshot(String page, Map<String, String> pins) throws IOException {
    String html = Files.readString(PAGES.resolve(page + ".html"), StandardCharsets.UTF_8);
    site.page("/" + page, html);
    session.page().open(site.address("/" + page), PATIENCE);
    return locator.snapshot(session.page(), pins, PATIENCE);
  }

  @Test
  void a_page_whose_time_is_over_is_still_read_for_its_forms() throws IOException {
    site.page(
        "/slow",
        "<!doctype html><title>Acme</title>"
            + "<a href=/x>x</a> <button type=button>b</button>".repeat(500)
            + Files.readString(PAGES.resolve("login-label-for.html"), StandardCharsets.UTF_8)
            + "<div class=g-recaptcha data-sitekey=k style='width:300px;height:80px'></div>"
            + "<a href=/y>y</a>".repeat(300));
    session.page().open(site.address("/slow"), PATIENCE);

    PageSnapshot page = new SnapshotTaker(Duration.ZERO).take(session.page(), Map.of(), PATIENCE);

    PageReading reading = locator.read(page);
    assertThat(page.isTruncated()).isTrue();
    assertThat(page.controls()).hasSizeLessThan(300);
    assertFound(page, "identifier", reading.identifier());
    assertFound(page, "password", reading.password());
    assertFound(page, "submit", reading.submit());
    assertThat(reading.captcha()).contains("reCAPTCHA");
  }

  private static void assertFound(PageSnapshot page, String marked, Optional<Candidate> found) {
    boolean there = page.controls().anyMatch(located -> located.control().classes().equals(marked));
    assertThat(found.map(candidate -> candidate.control().classes()))
        .as("%s of %s: %s", marked, page.address(), found.map(Candidate::describe))
        .isEqualTo(there ? Optional.of(marked) : Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login-label-for",
        "login-label-around",
        "login-aria-label",
        "login-aria-labelledby",
        "login-placeholder",
        "login-table",
        "login-text-before",
        "login-autocomplete",
        "login-names-only",
        "login-without-form",
        "login-password-shown",
        "login-german",
        "login-french",
        "login-spanish",
        "login-italian",
        "login-dutch",
        "login-polish",
        "login-portuguese",
        "login-beside-newsletter",
        "login-after-newsletter",
        "login-beside-search",
        "login-beside-sign-up",
        "login-beside-short-sign-up",
        "login-beside-single-sign-on",
        "login-with-cookie-banner",
        "login-in-frame",
        "login-in-shadow-roots",
        "login-in-dialog",
        "login-over-drawn-page",
        "login-libraries-replace",
        "login-captcha-for-visitors",
        "login-with-settings",
        "trap-display-none",
        "trap-invisible",
        "trap-off-screen",
        "trap-transparent",
        "trap-shrunk",
        "trap-disabled",
        "captcha-badge",
        "message-refused",
        "message-warning"
      })
  void a_sign_in_form_is_found_with_its_parts(String name) throws IOException {
    PageSnapshot page = snapshot(name);
    PageReading reading = locator.read(page);

    assertThat(reading.kind()).isEqualTo(PageKind.LOGIN);
    assertFound(page, "identifier", reading.identifier());
    assertFound(page, "password", reading.password());
    assertFound(page, "submit", reading.submit());
    assertThat(reading.captcha()).isEmpty();
    assertThat(reading.asksToSignIn()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "identifier-step, IDENTIFIER_STEP",
    "identifier-step-password-waits, IDENTIFIER_STEP",
    "password-step, PASSWORD_STEP",
    "code-one-field, CODE_STEP",
    "code-six-boxes, CODE_STEP",
    "signed-in, SIGNED_IN",
    "signed-in-menu-closed, SIGNED_IN",
    "signed-in-password-change, FORM",
    "signed-in-icon-only, SIGNED_IN",
    "signed-in-link-without-address, SIGNED_IN",
    "signed-in-asked-again, SIGNED_IN",
    "consent, CONSENT",
    "sign-in-link, SIGN_IN_LINK",
    "sign-in-link-beside-search, SIGN_IN_LINK"
  })
  void a_page_is_what_a_person_would_say_it_is(String name, PageKind kind) throws IOException {
    PageSnapshot page = snapshot(name);
    PageReading reading = locator.read(page);

    assertThat(reading.kind()).isEqualTo(kind);
    if (reading.asksToSignIn()) {
      assertFound(page, "identifier", reading.identifier());
      assertFound(page, "password", reading.password());
      assertFound(page, "submit", reading.submit());
    }
    assertFound(page, "sign-out", reading.signOut());
    assertFound(page, "code", reading.code().stream().findFirst());
    if (kind == PageKind.CONSENT) {
      assertFound(page, "accept", reading.accept());
    }
    if (kind == PageKind.SIGN_IN_LINK) {
      assertFound(page, "sign-in", reading.signInLink());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign-up", "forgot-password", "newsletter-only", "search-only"})
  void a_form_for_something_else_is_not_taken_for_a_sign_in_form(String name) throws IOException {
    PageReading reading = locator.read(snapshot(name));

    assertThat(reading.asksToSignIn()).as("%s", reading.kind()).isFalse();
  }

  @Test
  void six_boxes_are_filled_in_their_order() throws IOException {
    PageReading reading = locator.read(snapshot("code-six-boxes"));

    assertThat(reading.code())
        .extracting(candidate -> candidate.control().ariaLabel())
        .containsExactly("Digit 1", "Digit 2", "Digit 3", "Digit 4", "Digit 5", "Digit 6");
  }

  @Test
  void a_captcha_a_person_is_shown_is_told() throws IOException {
    assertThat(locator.read(snapshot("captcha-box")).captcha()).contains("reCAPTCHA");
  }

  @Test
  void a_refusal_is_read_and_a_warning_is_none() throws IOException {
    assertThat(locator.read(snapshot("message-refused")).notices())
        .containsExactly(Notice.INVALID_CREDENTIALS);
    assertThat(locator.read(snapshot("message-warning")).notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"edit, section", "Edit, page"})
  void of_two_links_the_one_with_the_very_letters_is_meant(String text, String marked)
      throws IOException {
    Finding finding = locator.finder().clickableByText(snapshot("links-in-other-letters"), text);

    assertThat(finding)
        .isInstanceOfSatisfying(
            Finding.Found.class,
            found -> assertThat(found.candidate().control().classes()).isEqualTo(marked));
  }

  @Test
  void what_the_pointer_shows_to_be_clickable_can_be_clicked() throws IOException {
    PageSnapshot page = snapshot("heading-opens-form");

    assertThat(page.controls()).hasSize(1);
    assertThat(locator.finder().clickableByText(page, "Add a new queue"))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void what_closes_the_thing_that_covers_others_is_found() throws IOException {
    PageSnapshot page = snapshot("dialog-over-dialog");

    assertThat(page.controls().filter(located -> located.control().covered()))
        .extracting(located -> located.control().classes())
        .containsExactly("covered");
    assertFound(page, "dismissal", locator.finder().dismissal(page));
  }

  @Test
  void the_menu_of_whoever_is_signed_in_is_tried_before_others() throws IOException {
    assertThat(
            locator
                .accountMenu()
                .openers(snapshot("account-menus"), Optional.empty(), "dana@acme.example"))
        .extracting(located -> located.control().classes())
        .containsExactly("first", "second", "third");
  }

  private Map<String, String> matched(PageSnapshot page, String... labels) {
    return places(page, Set.of(), labels).entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().name(), entry -> entry.getValue().control().classes()));
  }

  private Map<Sought, Place> places(PageSnapshot page, Set<String> taken, String... labels) {
    return locator.fields().match(page, soughts(labels), taken);
  }

  private static List<Sought> soughts(String... labels) {
    return Stream.of(labels)
        .map(label -> new Sought(label, label.replace('-', ' '), Intent.of(label)))
        .toList();
  }

  @Test
  void a_field_goes_by_whatever_a_person_or_the_page_calls_it() throws IOException {
    String[] labels = {
      "organization",
      "trading-name",
      "tax-number",
      "web-site",
      "postal-code",
      "cost-centre",
      "purchase-order",
      "delivery-note",
      "country",
      "remarks"
    };

    assertThat(matched(snapshot("form-every-label"), labels))
        .containsExactlyInAnyOrderEntriesOf(
            Stream.of(labels).collect(Collectors.toMap(label -> label, label -> label)));
  }

  @ParameterizedTest
  @CsvSource({
    "Company name, organization",
    "Trading name, trading-name",
    "Tax number, tax-number",
    "Web site, web-site",
    "Number of employees, employees",
    "Postal code, postal-code",
    "Street address, street",
    "Cost centre, cost-centre",
    "Purchase order, purchase-order",
    "Delivery note, delivery-note",
    "Country, country",
    "Remarks, remarks"
  })
  void a_field_is_found_by_its_label(String label, String marked) throws IOException {
    Finding finding = locator.finder().fieldByLabel(snapshot("form-every-label"), label);

    assertThat(finding).isInstanceOf(Finding.Found.class);
    assertThat(((Finding.Found) finding).candidate().control().classes()).isEqualTo(marked);
  }

  @Test
  void radio_buttons_are_one_place_that_goes_by_its_legend() throws IOException {
    Map<Sought, Place> places =
        places(
            snapshot("form-choices"),
            Set.of(),
            "What do you mainly do?",
            "Are you a small business?");

    assertThat(places).hasSize(2);
    for (Place place : places.values()) {
      assertThat(place.controls()).hasSize(2);
    }
    Place business =
        places.values().stream()
            .filter(place -> place.control().group().startsWith("What"))
            .findFirst()
            .orElseThrow();
    assertThat(FieldMatcher.option(business, "Managed services").map(l -> l.control().value()))
        .contains("msp");
    assertThat(FieldMatcher.option(business, "msp").map(l -> l.control().value())).contains("msp");
    assertThat(FieldMatcher.option(business, "Catering")).isEmpty();
  }

  @Test
  void a_check_box_of_a_group_goes_by_its_own_label() throws IOException {
    Map<Sought, Place> places =
        places(snapshot("form-choices"), Set.of(), "Veteran-owned", "I accept the terms of sale");

    assertThat(places.values())
        .extracting(place -> place.control().value())
        .containsExactlyInAnyOrder("VOSB", "on");
  }

  @Test
  void what_is_too_close_to_call_is_not_filled_in() throws IOException {
    PageSnapshot page = snapshot("form-ambiguous");

    assertThat(matched(page, "Contact name", "City")).containsOnly(Map.entry("City", "city"));
    assertThat(locator.finder().fieldByLabel(page, "Contact name"))
        .isInstanceOfSatisfying(
            Finding.Ambiguous.class,
            ambiguous ->
                assertThat(ambiguous.candidates())
                    .extracting(Candidate::describe)
                    .containsExactly(
                        "field \"Contact name\" (107)", "field \"Contact name\" (107)"));
  }

  @Test
  void a_field_that_asks_again_is_known_from_the_one_it_repeats() throws IOException {
    PageSnapshot page = snapshot("form-repeated");
    Map<Sought, Place> places = places(page, Set.of(), "email", "new-password");
    Set<String> taken =
        places.values().stream()
            .map(place -> FieldMatcher.key(place.located()))
            .collect(Collectors.toSet());

    assertThat(places.values())
        .extracting(place -> place.control().classes())
        .containsExactlyInAnyOrder("email", "password");
    assertThat(locator.fields().repetition(page, Intent.EMAIL, taken))
        .hasValueSatisfying(l -> assertThat(l.control().classes()).isEqualTo("email-again"));
    assertThat(locator.fields().repetition(page, Intent.NEW_PASSWORD, taken))
        .hasValueSatisfying(l -> assertThat(l.control().classes()).isEqualTo("password-again"));
  }

  @Test
  void a_word_of_confirmation_does_not_hide_the_only_address() throws IOException {
    assertThat(matched(snapshot("form-confirmation"), "email"))
        .containsExactly(Map.entry("email", "email"));
  }

  @Test
  void traps_and_fields_that_cannot_be_written_are_never_filled_in() throws IOException {
    assertThat(matched(snapshot("form-traps"), "organization", "tel", "url"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("organization", "organization", "tel", "tel"));
  }

  @Test
  void buttons_that_say_the_same_are_not_chosen_between() throws IOException {
    assertThat(locator.finder().clickableByText(snapshot("buttons-alike"), "Cancel order"))
        .isInstanceOfSatisfying(
            Finding.Ambiguous.class, found -> assertThat(found.candidates()).hasSize(2));
  }

  @Test
  void links_to_one_address_are_one() throws IOException {
    assertThat(locator.finder().clickableByText(snapshot("links-alike"), "Orders"))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void what_is_not_there_is_told_with_the_nearest() throws IOException {
    assertThat(locator.finder().clickableByText(snapshot("buttons-alike"), "Delete invoice"))
        .isEqualTo(new Finding.Missing("button or link \"Delete invoice\"", List.of()));
  }

  @Test
  void a_pinned_locator_goes_before_recognition() throws IOException {
    PageSnapshot page = snapshot("form-ambiguous", Map.of("contact", "[name=n2]"));

    assertThat(places(page, Set.of(), "contact").values())
        .extracting(place -> place.control().name())
        .containsExactly("n2");
  }

  @Test
  void what_is_typed_is_never_read() throws IOException {
    PageSnapshot page = snapshot("form-traps");

    assertThat(page.controls().filter(l -> l.control().filled()))
        .extracting(l -> l.control().name())
        .containsExactly("phone");
    assertThat(page.toString()).doesNotContain("fixed");
  }
}
