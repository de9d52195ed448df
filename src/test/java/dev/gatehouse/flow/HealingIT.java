package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.learned.LocatorStore;
import dev.gatehouse.learned.StoredHealing;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Marks;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of controls that are no longer where they were learned to be. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealingIT {

  private static final Map<String, String> RETURN =
      Map.of(
          "invoice-number", "INV-2026-00417",
          "sku", "SW-24P-POE",
          "quantity", "1",
          "reason", "Damaged in transit",
          "comment", "The box was crushed");

  private static final Map<String, Map<String, String>> GIVEN =
      Map.of(
          "return_request",
          RETURN,
          "cancellation",
          Map.of("circuit", "CX-1003", "solution id", "SOL-5003", "effective date", "2027-01-31"),
          "service_order",
          Map.of(
              "customer", "Kloof Street Books",
              "street address", "14 Kloof Street, Cape Town",
              "postal code", "8001",
              "product", "Dark fibre pair",
              "installation date", "2027-02-01",
              "router", "yes"),
          "registration",
          Map.of(
              "mailing same", "yes",
              "same contact", "Yes",
              "delinquent", "No",
              "certification date", "2026-10-01"));

  private final Desk desk = new Desk();
  private LocatorStore store = newStore(Path.of("replaced"));

  @BeforeEach
  void startAfresh(@TempDir Path folder) {
    desk.reset();
    store = newStore(folder.resolve("gatehouse.db"));
    desk.learnIn(store);
  }

  private LocatorStore newStore(Path file) {
    return new LocatorStore(() -> Database.open(file), desk.clock, "run-1");
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private List<StoredHealing> healings() {
    return store.healings(Optional.empty());
  }

  private Form returns() {
    return desk.form("td_synnex", "return_request");
  }

  private Outcome submitReturn() {
    Visit visit = desk.signedIn("td_synnex");
    assertOutcome(desk.flows().fill(visit, returns(), RETURN)).isDone();
    return desk.flows().submit(visit, returns(), "acme_networks", RETURN);
  }

  private Visit disguised(String portal, long seed) {
    desk.sandbox.disguise(portal, seed);
    return desk.visit(portal);
  }

  private Outcome signIn(Visit visit) {
    return desk.flows().signIn(visit, desk.account(visit.site().portal().name(), "main"));
  }

  private StoredHealing healing(String flow, String purpose) {
    return healings().stream()
        .filter(h -> h.flow().equals(flow) && h.purpose().equals(purpose))
        .findFirst()
        .orElseThrow();
  }

  /** Has what was learned outlive the portal's state, as from one night to the next. */
  private void nextNight() {
    desk.reset();
    desk.learnIn(store);
  }

  Stream<String> everyPortal() {
    return desk.sandbox.portals().stream();
  }

  @Test
  void what_signing_in_used_is_learned_whatever_the_account() {
    desk.signedIn("td_synnex");

    assertThat(store.find("sandbox", "td_synnex").learned())
        .extracting(e -> e.flow() + " " + e.purpose() + ": " + e.locator().describe())
        .containsExactly(
            "sign-in username: field \"User name:\" by name \"ctl00$Main$txtUser\"",
            "sign-in current-password: password field \"Password:\" by name \"ctl00$Main$txtPassword\"",
            "sign-in submit: button \"Sign in\" by name \"ctl00$Main$btnSignIn\"");
  }

  @ParameterizedTest
  @MethodSource("everyPortal")
  void an_unchanged_portal_is_never_healed_and_a_redesigned_one_is_signed_in_to(String portal) {
    for (int night = 1; night <= 2; night++) {
      Visit visit = desk.visit(portal);
      assertOutcome(signIn(visit)).isDone();
      assertOutcome(desk.flows().signOut(visit, Optional.empty())).isDone();
      assertThat(visit.healings()).isEmpty();
    }

    for (int seed = 1; seed <= 2; seed++) {
      Visit visit = disguised(portal, seed);
      assertOutcome(signIn(visit)).isDone();
      assertOutcome(desk.flows().signOut(visit, Optional.empty())).isDone();
    }
    assertThat(healings()).allMatch(h -> h.state() == StoredHealing.State.PROPOSED);
  }

  @Test
  void signing_in_goes_through_a_clear_healing_and_tells_of_it() {
    desk.signedIn("td_synnex");
    Visit visit = disguised("td_synnex", 1);

    assertOutcome(signIn(visit))
        .isDone()
        .observing(
            "Healed: submit (sign-in): was button \"Sign in\" by name \"ctl00$Main$btnSignIn\", now"
                + " button \"Log in\" by name \"ctl00$Main$btnSignIn\", 146 points; next best link"
                + " \"Can't sign in?\", 66 points (healing 4, used unapproved)");

    assertThat(visit.healings())
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.summary()).isEqualTo("submit (sign-in), used unapproved (healing 4)");
              assertThat(use.screenshot()).isPresent();
            });
    assertThat(healings())
        .singleElement()
        .satisfies(
            h -> {
              assertThat(h.state()).isEqualTo(StoredHealing.State.PROPOSED);
              assertThat(h.run()).isEqualTo("run-1");
              assertThat(h.proven()).isEqualTo(1);
              assertThat(h.hasScreenshot()).isTrue();
            });
  }

  @Test
  void what_was_rejected_is_not_used_again() {
    desk.signedIn("td_synnex");
    assertOutcome(signIn(disguised("td_synnex", 1))).isDone();
    store.decide(healing("sign-in", "submit").id(), false, "Ann");
    int before = desk.sandbox.count("td_synnex", "POST", "/login");

    assertOutcome(signIn(desk.visit("td_synnex")))
        .failedAs(FailureKind.PORTAL_CHANGED)
        .saying(
            "The page changed: submit (sign-in): was button \"Sign in\" by name"
                + " \"ctl00$Main$btnSignIn\", now button \"Log in\" by name"
                + " \"ctl00$Main$btnSignIn\", 146 points; next best link \"Can't sign in?\", 66 points. It was"
                + " not used, because it was rejected as healing 4. Pin the right control in"
                + " portals/td_synnex.yaml, or approve that healing after all.");
    assertThat(desk.sandbox.count("td_synnex", "POST", "/login")).isEqualTo(before);
  }

  @Test
  void what_was_approved_is_no_healing_any_more() {
    desk.signedIn("td_synnex");
    assertOutcome(signIn(disguised("td_synnex", 1))).isDone();
    store.decide(healing("sign-in", "submit").id(), true, "Ann");

    Visit visit = desk.visit("td_synnex");
    assertOutcome(signIn(visit)).isDone();

    assertThat(visit.healings()).isEmpty();
  }

  @Test
  void a_form_is_not_submitted_through_a_healing_before_a_person_approved_it() {
    assertOutcome(submitReturn()).isDone();
    nextNight();
    desk.sandbox.disguise("td_synnex", 1);

    Outcome outcome = submitReturn();

    StoredHealing submit = healing("form return_request", "submit");
    assertOutcome(outcome)
        .needsPersonFor(PersonReason.HEALING)
        .saying(
            "The page changed: submit (form return_request): was button \"Submit request\" by name"
                + " \"ctl00$Main$btnSubmit\", now button \"Send request\" by name"
                + " \"ctl00$Main$btnSubmit\", 132 points; nothing else comes near. Nothing was"
                + " pressed, because nobody has approved that yet: it is healing "
                + submit.id()
                + ". Compare what was found with the portal, then run \"gatehouse locator approve\""
                + " or \"gatehouse locator reject\" with its number.");
    assertThat(desk.sandbox.count("td_synnex", "POST", "/returns")).isZero();

    store.decide(submit.id(), true, "Ann");
    assertOutcome(submitReturn()).isDone();
    assertThat(desk.sandbox.count("td_synnex", "POST", "/returns")).isEqualTo(1);
  }

  @Test
  void a_portal_may_let_a_form_be_submitted_through_a_healing() throws IOException {
    assertOutcome(submitReturn()).isDone();
    nextNight();
    String defined = Files.readString(Path.of("portals/td_synnex.yaml"));
    String body =
        defined
            .substring(defined.indexOf("name: td_synnex") + "name: td_synnex".length())
            .replaceFirst("(?m)^entities:.*\\n", "");
    desk.define("td_synnex", body.strip() + "\nhealing: {submit: allowed, approve-after: 1}\n");
    desk.sandbox.disguise("td_synnex", 1);

    assertOutcome(submitReturn()).isDone();

    assertThat(desk.sandbox.count("td_synnex", "POST", "/returns")).isEqualTo(1);
    assertThat(healing("form return_request", "submit").state())
        .isEqualTo(StoredHealing.State.APPROVED);
    assertThat(healing("form return_request", "submit").decidedBy()).isEqualTo("proven 1 times");
  }

  private Outcome submit(Visit visit, String form, Map<String, String> given) {
    String portal = visit.site().portal().name();
    String entity = desk.portal(portal).entities().get(0);
    FormValues values =
        FormValues.of(
            desk.form(portal, form),
            desk.definitions.entities().withId(entity),
            given,
            Optional.empty());
    assertThat(values.problems()).isEmpty();
    Outcome filled = desk.flows().fill(visit, desk.form(portal, form), values.values());
    return filled.succeeded()
        ? desk.flows().submit(visit, desk.form(portal, form), entity, values.values())
        : filled;
  }

  @ParameterizedTest
  @CsvSource({
    "td_synnex, return_request",
    "octotel, cancellation",
    "sam_gov, registration",
    "osn, service_order"
  })
  void an_unchanged_form_is_never_healed(String portal, String form, @TempDir Path folder)
      throws IOException {
    Map<String, String> given = new LinkedHashMap<>(GIVEN.getOrDefault(form, Map.of()));
    if (form.equals("registration")) {
      Path pdf = Files.writeString(folder.resolve("certificate.pdf"), "%PDF-1.4\n%%EOF\n");
      given.put("certificate", pdf.toString());
    }
    for (int night = 1; night <= 2; night++) {
      nextNight();
      Visit visit = desk.signedIn(portal);

      assertOutcome(submit(visit, form, given)).isDone();

      assertThat(visit.healings()).isEmpty();
    }
    assertThat(store.find("sandbox", portal).learned())
        .filteredOn(entry -> entry.flow().equals("form " + form))
        .hasSizeGreaterThan(2);
  }

  @Test
  void a_wizards_next_page_is_not_turned_to_through_a_healing_either() {
    Map<String, String> given = GIVEN.getOrDefault("cancellation", Map.of());
    assertOutcome(submit(desk.signedIn("octotel"), "cancellation", given)).isDone();
    nextNight();
    desk.sandbox.disguise("octotel", 1);

    assertOutcome(submit(desk.signedIn("octotel"), "cancellation", given))
        .needsPersonFor(PersonReason.HEALING);
    assertThat(desk.sandbox.submissions("octotel")).isEmpty();
    assertThat(desk.sandbox.counts("octotel").keySet())
        .noneMatch(request -> request.startsWith("POST /cancellations"));

    store.decide(healing("form cancellation", "next").id(), true, "Ann");
    assertOutcome(submit(desk.signedIn("octotel"), "cancellation", given)).isDone();
    assertThat(desk.sandbox.submissions("octotel")).hasSize(1);
  }

  @Test
  void a_field_recognition_does_not_know_is_found_where_it_was() {
    Map<String, String> given = GIVEN.getOrDefault("return_request", Map.of());
    assertOutcome(submit(desk.signedIn("td_synnex"), "return_request", given)).isDone();
    nextNight();
    desk.sandbox.disguise("td_synnex", 1);
    Visit visit = desk.signedIn("td_synnex");

    assertOutcome(desk.flows().fill(visit, returns(), RETURN)).isDone();
  }

  @Test
  void a_password_is_not_typed_where_a_pin_points_at_another_field() {
    desk.define(
        "td_synnex",
        """
        address: sandbox:td_synnex
        login: { page: /login }
        locators: { current-password: "input[name$=txtUser]" }
        """);

    Outcome outcome = signIn(desk.visit("td_synnex"));

    assertOutcome(outcome)
        .failedAs(FailureKind.SECRET_REFUSED)
        .saying(
            "The password belongs in a password field; found was field \"User name:\", so nothing"
                + " was typed.");
    assertThat(((Outcome.Failed) outcome).kind().isSecurityEvent()).isTrue();
    assertThat(desk.sandbox.count("td_synnex", "POST", "/login")).isZero();
  }

  @Test
  void a_pin_that_fits_nothing_any_more_is_healed() {
    desk.define(
        "td_synnex",
        """
        address: sandbox:td_synnex
        login: { page: /login }
        locators: { username: "#gone" }
        """);

    Visit visit = desk.visit("td_synnex");
    assertOutcome(signIn(visit)).isDone();

    assertThat(healings())
        .singleElement()
        .satisfies(
            h -> {
              assertThat(h.before()).isEqualTo("pinned by \"#gone\"");
              assertThat(h.after())
                  .isEqualTo("field \"User name:\" by name \"ctl00$Main$txtUser\"");
            });
  }

  private List<String> learned(String portal, String flow) {
    return store.find("sandbox", portal).learned().stream()
        .filter(entry -> entry.flow().equals(flow))
        .map(entry -> entry.purpose() + ": " + entry.locator().describe())
        .toList();
  }

  /** Has the page say something else where it said that. */
  private static void reword(Visit visit, String before, String after) {
    visit
        .window()
        .readFrames(
            "(texts) => { const [before, after] = texts.split('|');"
                + " const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);"
                + " while (walker.nextNode()) if (walker.currentNode.data.trim() === before)"
                + " walker.currentNode.data = after; return ''; }",
            before + "|" + after,
            Duration.ofSeconds(10));
  }

  @Test
  void the_field_for_a_one_time_code_and_what_sends_it_are_learned() {
    desk.signedIn("ingram_micro");

    assertThat(learned("ingram_micro", "sign-in"))
        .contains(
            "one-time-code: field \"Authentication code\" by name \"answer\"",
            "submit-code: button \"Verify\" by text \"verify\"");
  }

  @Test
  void radio_buttons_are_learned_as_a_group() {
    Form form = desk.portal("dh").signUp().orElseThrow();
    Map<String, String> business = Map.of("business", "Managed services");

    assertOutcome(desk.flows().fill(desk.visit("dh"), form, business)).isDone();

    assertThat(learned("dh", "form " + form.name()))
        .singleElement()
        .asString()
        .startsWith("business: radio buttons \"What do you mainly do?");
    nextNight();
    Visit visit = desk.visit("dh");
    assertOutcome(desk.flows().fill(visit, form, business)).isDone();
    assertThat(visit.healings()).isEmpty();
  }

  @Test
  void a_link_pressed_by_its_words_is_learned_and_healed_under_others() {
    Visit visit = desk.signedIn("td_synnex");
    assertOutcome(desk.flows().press(visit, "Returns (RMA)")).isDone();
    assertThat(learned("td_synnex", "page /dashboard"))
        .containsExactly("press \"Returns (RMA)\": link \"Returns (RMA)\" by text \"returns rma\"");

    Visit later = desk.signedIn("td_synnex");
    reword(later, "Returns (RMA)", "Returns");

    assertOutcome(desk.flows().press(later, "Returns (RMA)")).isDone();
    assertThat(later.healings())
        .singleElement()
        .satisfies(
            use ->
                assertThat(use.summary())
                    .isEqualTo(
                        "press \"Returns (RMA)\" (page /dashboard), used unapproved (healing "
                            + healings().get(0).id()
                            + ")"));

    store.decide(healings().get(0).id(), true, "Ann");
    Visit approved = desk.signedIn("td_synnex");
    reword(approved, "Returns (RMA)", "Returns");
    assertOutcome(desk.flows().press(approved, "Returns (RMA)")).isDone();
    assertThat(approved.healings()).isEmpty();
  }

  @Test
  void a_field_named_by_its_label_is_learned_and_found_under_another() {
    Visit visit = desk.signedIn("td_synnex");
    desk.flows().open(visit, "returns", "/returns", Marks.NONE);
    assertOutcome(desk.flows().enter(visit, "Quantity to return", "1")).isDone();

    Visit later = desk.signedIn("td_synnex");
    desk.flows().open(later, "returns", "/returns", Marks.NONE);
    reword(later, "Quantity to return", "Pieces");
    reword(later, "Quantity to return *", "Pieces");

    assertOutcome(desk.flows().enter(later, "Quantity to return", "2")).isDone();
    assertThat(later.healings()).isEmpty();
  }

  @Test
  void a_store_that_cannot_be_read_stops_the_flow_and_says_so(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("gatehouse.db"), "no database ".repeat(100));
    desk.learnIn(newStore(file));

    assertOutcome(signIn(desk.visit("td_synnex")))
        .failedAs(FailureKind.UNKNOWN)
        .sayingThat("The database " + file + " cannot be read");
    assertThat(desk.sandbox.count("td_synnex", "POST", "/login")).isZero();
  }
}
