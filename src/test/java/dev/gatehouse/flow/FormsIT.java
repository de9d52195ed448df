package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.portal.Form;
import dev.gatehouse.sandbox.Fault;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of forms, as the flow tells it and as the portal has it afterwards. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormsIT {

  private static final Map<String, String> RETURN =
      Map.of(
          "invoice-number", "INV-2026-00417",
          "sku", "SW-24P-POE",
          "quantity", "1",
          "reason", "Damaged in transit",
          "comment", "The box was crushed");

  private final Desk desk = new Desk();

  @BeforeEach
  void startAfresh() {
    desk.reset();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private Entity entity(String id) {
    return desk.definitions.entities().withId(id).orElseThrow();
  }

  private Map<String, String> values(
      Form form, String entity, Map<String, String> given, Optional<Account> account) {
    FormValues values = FormValues.of(form, Optional.of(entity(entity)), given, account);
    assertThat(values.problems()).isEmpty();
    return values.values();
  }

  private Outcome submit(Visit visit, String form, String entity, Map<String, String> given) {
    Form defined = desk.form(visit.site().portal().name(), form);
    Map<String, String> values = values(defined, entity, given, Optional.empty());
    assertOutcome(desk.flows().fill(visit, defined, values)).isDone();
    return desk.flows().submit(visit, defined, entity, values);
  }

  private Outcome submitReturn(Visit visit) {
    return submit(visit, "return_request", "acme_networks", RETURN);
  }

  private Map<String, Object> onlySubmission(String portal) {
    assertThat(desk.sandbox.submissions(portal)).hasSize(1);
    return desk.sandbox.submissions(portal).get(0);
  }

  private int posts(String portal, String path) {
    return desk.sandbox.count(portal, "POST", path);
  }

  private static Path pdf(Path folder) throws Exception {
    return Files.write(
        folder.resolve("certificate.pdf"), "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void what_is_submitted_arrives_once_and_its_receipt_is_kept() {
    Outcome outcome = submitReturn(desk.signedIn("td_synnex"));

    assertOutcome(outcome)
        .isDone()
        .saying("The portal confirmed the form \"Return request\", reference RMA-104113.")
        .at(desk.sandbox.address("td_synnex") + "returns/received");
    assertThat(((Done) outcome).reference()).contains("RMA-104113");
    assertThat(onlySubmission("td_synnex"))
        .containsAllEntriesOf(
            Map.of(
                "form", "return_request",
                "invoice-number", "INV-2026-00417",
                "sku", "SW-24P-POE",
                "quantity", "1",
                "reason", "DAMAGED",
                "comment", "The box was crushed"));
    assertThat(posts("td_synnex", "/returns")).isEqualTo(1);
  }

  @Test
  void a_refused_form_is_told_in_the_portals_words_and_may_be_sent_again() {
    Visit visit = desk.signedIn("td_synnex");
    desk.sandbox.fault("td_synnex", Fault.SUBMISSION_ERROR);

    assertOutcome(submitReturn(visit))
        .failedAs(FailureKind.SUBMISSION_REJECTED)
        .saying(
            "The portal refused the form: Please correct the following: We could not process your"
                + " request. Please correct the entries and try again.");
    assertThat(desk.sandbox.submissions("td_synnex")).isEmpty();
    assertThat(posts("td_synnex", "/returns")).isEqualTo(1);

    desk.sandbox.clearFaults("td_synnex");
    assertOutcome(submitReturn(visit)).isDone();
    assertThat(desk.sandbox.submissions("td_synnex")).hasSize(1);
  }

  @Test
  void of_many_messages_five_are_told() {
    Visit visit = desk.signedIn("td_synnex");
    desk.define(
        "td_synnex",
        """
        address: sandbox:td_synnex
        forms: { application: { title: Application, page: /apply, fields: { organization: } } }
        """);
    Form form = desk.form("td_synnex", "application");
    Map<String, String> values = Map.of("organization", "Acme Networks LLC");
    assertOutcome(desk.flows().fill(visit, form, values)).isDone();

    Outcome outcome = desk.flows().submit(visit, form, "acme_networks", values);

    assertOutcome(outcome).failedAs(FailureKind.SUBMISSION_REJECTED);
    assertThat(outcome.message().split(" \\| ", -1)).hasSizeBetween(2, 5);
    assertThat(desk.sandbox.submissions("td_synnex")).isEmpty();
  }

  @Test
  void a_lost_answer_goes_to_a_person_and_nothing_is_sent_again() {
    Visit visit = desk.signedIn("td_synnex");
    desk.sandbox.fault("td_synnex", Fault.SUBMISSION_LOST);

    assertOutcome(submitReturn(visit))
        .needsPersonFor(PersonReason.UNCERTAIN_SUBMISSION)
        .saying(
            "The form \"Return request\" was sent, and the portal answered HTTP 500. Look in the"
                + " portal whether the submission arrived; it is not sent a second time.");
    assertThat(desk.sandbox.submissions("td_synnex")).hasSize(1);

    desk.sandbox.clearFaults("td_synnex");
    assertOutcome(submitReturn(visit))
        .needsPersonFor(PersonReason.UNCERTAIN_SUBMISSION)
        .saying(
            "The form \"Return request\" was sent before with the same content (how it ended is not"
                + " known); it is not sent twice.");
    assertThat(posts("td_synnex", "/returns")).isEqualTo(1);
    assertThat(desk.sandbox.submissions("td_synnex")).hasSize(1);
  }

  @Test
  void an_answer_lost_by_a_script_goes_to_a_person_too() {
    Visit visit = desk.signedIn("osn");
    desk.sandbox.fault("osn", Fault.SUBMISSION_LOST);

    assertOutcome(submit(visit, "service_order", "baobab_fibre", order("Dark fibre pair")))
        .needsPersonFor(PersonReason.UNCERTAIN_SUBMISSION)
        .saying(
            "The form \"Service order\" was sent, and the portal answered HTTP 500. Look in the"
                + " portal whether the submission arrived; it is not sent a second time.");
    assertThat(posts("osn", "/api/orders")).isEqualTo(1);
    assertThat(desk.sandbox.submissions("osn")).hasSize(1);
  }

  @Test
  void the_same_content_is_not_sent_twice_but_another_is() {
    Visit visit = desk.signedIn("td_synnex");
    assertOutcome(submitReturn(visit)).isDone();

    assertOutcome(submitReturn(visit))
        .needsPersonFor(PersonReason.UNCERTAIN_SUBMISSION)
        .saying(
            "The form \"Return request\" was sent before with the same content (confirmed,"
                + " reference RMA-104113); it is not sent twice.");
    assertThat(posts("td_synnex", "/returns")).isEqualTo(1);

    Map<String, String> other = new LinkedHashMap<>(RETURN);
    other.put("quantity", "2");
    assertOutcome(submit(visit, "return_request", "acme_networks", other))
        .isDone()
        .sayingThat("RMA-104150");
  }

  @Test
  void fixed_values_arrive_as_they_are_fixed_and_a_review_page_is_passed() {
    Outcome outcome =
        submit(
            desk.signedIn("octotel"),
            "cancellation",
            "baobab_fibre",
            Map.of(
                "circuit", "CX-1003", "solution id", "SOL-5003", "effective date", "2027-01-31"));

    assertOutcome(outcome).isDone().sayingThat("reference OCT-");
    assertThat(onlySubmission("octotel"))
        .containsAllEntriesOf(
            Map.of(
                "circuit", "CX-1003",
                "reason", "CUSTOMER_SERVICE_ISP",
                "comment", "Bot cancellation. Ref: SOL-5003",
                "effective-date", "2027-01-31",
                "confirm", "yes"));
    assertThat(posts("octotel", "/cancellations/confirm")).isEqualTo(1);
  }

  @Test
  void what_the_first_page_of_several_refuses_is_not_submitted() {
    assertOutcome(
            submit(
                desk.signedIn("octotel"),
                "cancellation",
                "baobab_fibre",
                Map.of(
                    "circuit", "CX-2001",
                    "solution id", "SOL-5001",
                    "effective date", "2027-01-31")))
        .failedAs(FailureKind.SUBMISSION_REJECTED)
        .sayingThat("Circuit CX-2001 has already been cancelled.");
    assertThat(posts("octotel", "/cancellations/confirm")).isZero();
  }

  private static Map<String, String> order(String product) {
    return Map.of(
        "customer", "Kloof Street Books",
        "street address", "14 Kloof Street, Cape Town",
        "postal code", "8001",
        "product", product,
        "installation date", "2027-02-01",
        "router", "yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Home Fibre 100/50", "Business Fibre 500/500"})
  void a_list_of_the_pages_own_making_is_chosen_from(String product) {
    assertOutcome(submit(desk.signedIn("osn"), "service_order", "baobab_fibre", order(product)))
        .isDone()
        .sayingThat("OSN-104113");
    assertThat(onlySubmission("osn"))
        .containsAllEntriesOf(
            Map.of(
                "product", product,
                "installation-date", "2027-02-01",
                "tel", "+27 21 555 0152",
                "router", "yes"));
  }

  @Test
  void an_address_of_several_lines_goes_into_a_field_of_one_line() {
    Map<String, String> given = new LinkedHashMap<>(order("Dark fibre pair"));
    given.remove("street address");

    assertOutcome(submit(desk.signedIn("osn"), "service_order", "baobab_fibre", given)).isDone();
    assertThat(onlySubmission("osn")).containsEntry("street-address", "14 Kloof Street, Gardens");
  }

  @Test
  void fields_in_shadow_roots_are_filled_in() {
    assertOutcome(
            submit(
                desk.signedIn("authentik"),
                "profile",
                "acme_networks",
                Map.of("language", "Deutsch")))
        .isDone();
    assertThat(onlySubmission("authentik"))
        .containsAllEntriesOf(
            Map.of(
                "name", "Dana Whitfield",
                "email", "dana.whitfield@acme-networks.example",
                "locale", "de"));
  }

  @Test
  void dates_are_written_as_the_field_wants_them_and_files_are_uploaded(@TempDir Path folder)
      throws Exception {
    Map<String, String> given = application(pdf(folder));

    assertOutcome(submit(desk.signedIn("grants"), "application", "acme_networks", given))
        .isDone()
        .sayingThat("GRANT-104113");
    assertThat(onlySubmission("grants"))
        .containsAllEntriesOf(
            Map.of(
                "start-date", "03/01/2027",
                "end-date", "02/29/2028",
                "applicant-type", "SB",
                "attachment", Map.of("filename", "certificate.pdf", "bytes", 15L)));
  }

  private static Map<String, String> application(Path attachment) {
    return Map.of(
        "opportunity number", "RUS-2026-0142",
        "project title", "Rural fibre for Hays County",
        "amount", "250000",
        "start date", "2027-03-01",
        "end date", "2028-02-29",
        "abstract", "Forty miles of fibre to three townships.",
        "applicant type", "Small business",
        "attachment", attachment.toString());
  }

  private static Map<String, String> registration(Path certificate) {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("mailing same", "yes");
    given.put("same contact", "Yes");
    given.put("delinquent", "No");
    given.put("certificate", certificate.toString());
    given.put("certification date", "2026-10-01");
    return given;
  }

  @Test
  void a_wizard_is_filled_in_page_by_page(@TempDir Path folder) throws Exception {
    Outcome outcome =
        submit(
            desk.signedIn("sam_gov"), "registration", "acme_networks", registration(pdf(folder)));

    assertOutcome(outcome).isDone().sayingThat("reference SAM-2026-104113");
    assertThat(onlySubmission("sam_gov"))
        .containsAllEntriesOf(
            Map.of(
                "legal-name", "Acme Networks LLC",
                "entity-type", "LLC",
                "start-date", "2011-03-14",
                "address-level1", "TX",
                "repeat-email", "dana.whitfield@acme-networks.example",
                "same-poc", "yes",
                "delinquent", "no",
                "naics", "541512"));
    for (int page = 1; page <= 5; page++) {
      assertThat(posts("sam_gov", "/registration/" + page)).as("page %d", page).isEqualTo(1);
    }
  }

  @Test
  void fields_that_appear_with_an_answer_are_filled_in(@TempDir Path folder) throws Exception {
    Map<String, String> given = registration(pdf(folder));
    given.put("mailing same", "no");
    given.put("mailing street", "PO Box 5501");
    given.put("mailing city", "Dallas");
    given.put("mailing state", "Ohio");
    given.put("mailing postal code", "78763");
    given.put("same contact", "No");
    given.put("business contact name", "Marcus Oyelaran");
    given.put("business contact email", "billing@acme-networks.example");
    given.put("business contact tel", "+1 512 555 0143");
    given.put("delinquent", "Yes");
    given.put("delinquent reason", "A dispute about an invoice");

    assertOutcome(submit(desk.signedIn("sam_gov"), "registration", "acme_networks", given))
        .isDone();
    assertThat(onlySubmission("sam_gov"))
        .containsAllEntriesOf(
            Map.of(
                "address-level2", "Austin",
                "address-level1", "TX",
                "mailing-address-line1", "PO Box 5501",
                "mailing-address-level2", "Dallas",
                "mailing-address-level1", "OH",
                "epoc-name", "Marcus Oyelaran",
                "epoc-email", "billing@acme-networks.example",
                "tel", "+1 512 555 0142",
                "epoc-tel", "+1 512 555 0143",
                "delinquent-reason", "A dispute about an invoice"));
  }

  @Test
  void a_sign_up_repeats_the_password_and_the_account_works() {
    Account account =
        new Account(
            "sam_gov",
            "acme_networks",
            "dana.whitfield@acme-networks.example",
            new Secret("Aa7!quarter-lantern"),
            Optional.empty());
    Form form = desk.portal("sam_gov").signUp().orElseThrow();
    Map<String, String> values = values(form, "acme_networks", Map.of(), Optional.of(account));
    Visit visit = desk.visit("sam_gov");

    assertOutcome(desk.flows().fill(visit, form, values)).isDone();
    assertOutcome(desk.flows().submit(visit, form, "acme_networks", values))
        .isDone()
        .sayingThat("USR-104113")
        .withoutAny(List.of("Aa7!quarter-lantern"));
    assertThat(posts("sam_gov", "/signup")).isEqualTo(1);
    assertOutcome(desk.flows().signIn(desk.visit("sam_gov"), account)).isDone();
  }

  @ParameterizedTest
  @CsvSource({"td_synnex, APP-104113", "dh, DLR-104113", "ingram_micro, REG-104113"})
  void an_entity_is_signed_up_from_its_profile(String portal, String reference) {
    Form form = desk.portal(portal).signUp().orElseThrow();
    Map<String, String> given =
        portal.equals("dh") ? Map.of("business", "Managed services") : Map.of();
    Map<String, String> values = values(form, "acme_networks", given, Optional.empty());
    Visit visit = desk.visit(portal);

    assertOutcome(desk.flows().fill(visit, form, values)).isDone();
    assertOutcome(desk.flows().submit(visit, form, "acme_networks", values))
        .isDone()
        .sayingThat("reference " + reference);
    assertThat(onlySubmission(portal))
        .containsEntry("organization", "Acme Networks LLC")
        .containsEntry("email", "dana.whitfield@acme-networks.example")
        .containsEntry("accept", "yes");
  }

  @Test
  void a_choice_the_list_does_not_have_is_told_with_those_it_has() {
    desk.define(
        "td_synnex",
        """
        address: sandbox:td_synnex
        login: { page: /login }
        forms:
          return_request: { page: /returns, fields: { reason: { label: Reason for return } } }
        """);
    Visit visit = desk.signedIn("td_synnex");
    Form form = desk.form("td_synnex", "return_request");

    assertOutcome(desk.flows().fill(visit, form, Map.of("reason", "Bought the wrong colour")))
        .failedAs(FailureKind.INPUT_INVALID)
        .saying(
            "reason: list \"Reason for return: *\" does not offer \"Bought the wrong colour\"; it"
                + " offers: - please choose -, Defective on arrival, Wrong item shipped, Damaged"
                + " in transit, Ordered in error.");
    assertThat(posts("td_synnex", "/returns")).isZero();
  }

  @Test
  void a_file_that_is_not_there_is_told_before_anything_is_sent() {
    Visit visit = desk.signedIn("grants");
    Form form = desk.form("grants", "application");
    Path missing = Path.of("no", "such.pdf");

    assertOutcome(
            desk.flows()
                .fill(
                    visit,
                    form,
                    values(form, "acme_networks", application(missing), Optional.empty())))
        .failedAs(FailureKind.INPUT_INVALID)
        .sayingThat("there is no file " + missing.toAbsolutePath() + " that could be read.");
    assertThat(posts("grants", "/applications/new")).isZero();
  }

  @Test
  void a_field_the_form_does_not_have_is_told_with_the_nearest() {
    desk.define(
        "td_synnex",
        """
        address: sandbox:td_synnex
        login: { page: /login }
        forms: { return_request: { page: /returns, fields: { colour: , sku: } } }
        """);
    Visit visit = desk.signedIn("td_synnex");

    assertOutcome(
            desk.flows()
                .fill(
                    visit,
                    desk.form("td_synnex", "return_request"),
                    Map.of("colour", "red", "sku", "SW-24P-POE")))
        .failedAs(FailureKind.ELEMENT_NOT_FOUND)
        .sayingThat("The form has no clear field for \"colour\"");
    assertThat(posts("td_synnex", "/returns")).isZero();
  }

  @Test
  void a_form_for_which_one_must_be_signed_in_says_so() {
    Form form = desk.form("td_synnex", "return_request");

    assertOutcome(
            desk.flows()
                .fill(
                    desk.visit("td_synnex"),
                    form,
                    values(form, "acme_networks", RETURN, Optional.empty())))
        .failedAs(FailureKind.SESSION_EXPIRED)
        .saying("The portal asks to sign in instead of showing the form \"Return request\".")
        .at(desk.sandbox.address("td_synnex") + "login");
    assertThat(posts("td_synnex", "/login")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "td_synnex, return_request, 1", "td_synnex, return_request, 2", "td_synnex, return_request, 3",
    "octotel, cancellation, 1", "octotel, cancellation, 2", "octotel, cancellation, 3",
    "osn, service_order, 1", "osn, service_order, 2", "osn, service_order, 3",
    "grants, application, 1", "grants, application, 2"
  })
  void forms_survive_another_dress_as_far_as_their_wording_does(
      String portal, String form, int seed, @TempDir Path folder) throws Exception {
    Map<String, Map<String, String>> given =
        Map.of(
            "return_request",
            withoutComment(),
            "cancellation",
            Map.of("circuit", "CX-1003", "solution id", "SOL-5003", "effective date", "2027-01-31"),
            "service_order",
            order("Dark fibre pair"),
            "application",
            application(pdf(folder)));
    desk.sandbox.disguise(portal, seed);
    String entity = desk.portal(portal).entities().get(0);

    assertOutcome(submit(desk.signedIn(portal), form, entity, given.getOrDefault(form, Map.of())))
        .isDone();
    assertThat(desk.sandbox.submissions(portal)).hasSize(1);
  }

  private static Map<String, String> withoutComment() {
    Map<String, String> values = new LinkedHashMap<>(RETURN);
    values.remove("comment");
    return values;
  }
}
