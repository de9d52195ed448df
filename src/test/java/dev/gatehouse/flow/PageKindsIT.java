package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.locate.PageKind;
import dev.gatehouse.locate.PageReading;
import dev.gatehouse.portal.Form;
import dev.gatehouse.sandbox.Fault;
import dev.gatehouse.secret.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page of the embedded portals, with what a person calls it: how many of them are recognised,
 * as they are and after each of some redesigns.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageKindsIT {

  private static final int REDESIGNS = Integer.getInteger("redesigns", 1);
  private static final Duration RESTS = Duration.ofMillis(250);

  /** In the order they are looked at; who is signed in stays so within a portal. */
  private static final String VISITORS =
      """
      ingram_micro /                  SIGN_IN_LINK
      ingram_micro /login             LOGIN
      ingram_micro /register          SIGN_UP
      ingram_micro /nowhere           ERROR
      td_synnex    /                  SIGN_IN_LINK
      td_synnex    /login             LOGIN
      td_synnex    /login?expired=1   SESSION_EXPIRED
      td_synnex    /forgot            SIGN_IN_LINK
      td_synnex    /search?q=servers  SIGN_IN_LINK
      td_synnex    /apply             SIGN_UP
      td_synnex    /nowhere           ERROR
      dh           /                  SIGN_IN_LINK
      dh           /login             LOGIN
      dh           /login?expired=1   SESSION_EXPIRED
      dh           /register          SIGN_UP
      dh           /nowhere           ERROR
      octotel      /                  SIGN_IN_LINK
      octotel      /login             LOGIN
      octotel      /login?expired=1   SESSION_EXPIRED
      octotel      /nowhere           ERROR
      osn          /                  LOGIN
      osn          /login             LOGIN
      osn          /orders            LOGIN
      osn          /orders/new        LOGIN
      osn          /nowhere           ERROR
      authentik    /login             IDENTIFIER_STEP
      authentik    /nowhere           ERROR
      sam_gov      /                  SIGN_IN_LINK
      sam_gov      /login             LOGIN
      sam_gov      /login?expired=1   SESSION_EXPIRED
      sam_gov      /signup            SIGN_UP
      sam_gov      /nowhere           ERROR
      grants       /                  SIGN_IN_LINK
      grants       /login             LOGIN
      grants       /register          SIGN_UP
      grants       /help              OTHER
      grants       /nowhere           ERROR
      """;

  private static final String SIGNED_IN =
      """
      ingram_micro /                  SIGNED_IN
      ingram_micro /dashboard         SIGNED_IN
      ingram_micro /quotes/new        FORM
      td_synnex    /                  SIGNED_IN
      td_synnex    /dashboard         SIGNED_IN
      td_synnex    /search?q=servers  SIGNED_IN
      td_synnex    /returns           FORM
      dh           /home              SIGNED_IN
      dh           /account           SIGNED_IN
      octotel      /dashboard         SIGNED_IN
      octotel      /circuits/check    FORM
      octotel      /cancellations/new FORM
      octotel      /circuits/details?circuit=CX-1002 SIGNED_IN
      osn          /orders            SIGNED_IN
      osn          /orders/new        FORM
      osn          /account           SIGNED_IN
      authentik    /library           SIGNED_IN
      authentik    /settings          FORM
      sam_gov      /workspace         SIGNED_IN
      sam_gov      /registration/1    FORM
      grants       /workspace         SIGNED_IN
      grants       /applications/new  FORM
      """;

  /** Where the next page comes after what the one before asked for was sent. */
  private static final String AFTER_SENDING =
      """
      ingram_micro main  CODE_STEP
      authentik    main  PASSWORD_STEP
      sam_gov      main  CONSENT
      td_synnex    wrong LOGIN
      dh           wrong LOGIN
      octotel      wrong LOGIN
      osn          wrong LOGIN
      sam_gov      wrong LOGIN
      grants       wrong LOGIN
      ingram_micro wrong LOGIN
      """;

  private static final Map<Fault, PageKind> UNDER_FAULTS =
      new EnumMap<>(
          Map.of(
              Fault.SERVER_ERROR, PageKind.ERROR,
              Fault.MAINTENANCE, PageKind.ERROR,
              Fault.CAPTCHA, PageKind.CAPTCHA));

  private static final Map<String, String> QUOTE =
      Map.of(
          "sku", "SW-24P-POE",
          "quantity", "1",
          "country", "United States",
          "needed by", "2027-03-01");

  private static final Map<String, String> RETURN =
      Map.of(
          "invoice-number", "INV-2026-00417",
          "sku", "SW-24P-POE",
          "quantity", "1",
          "reason", "Damaged in transit");

  private static final Map<String, String> CANCELLATION =
      Map.of("circuit", "CX-1003", "solution id", "SOL-5003", "effective date", "2027-01-31");

  private static final Map<String, String> ORDER =
      Map.of(
          "customer", "Kloof Street Books",
          "street address", "14 Kloof Street, Cape Town",
          "postal code", "8001",
          "product", "Dark fibre pair",
          "installation date", "2027-02-01");

  private static final Map<String, String> APPLICATION =
      Map.of(
          "opportunity number", "RUS-2026-0142",
          "project title", "Rural fibre for Hays County",
          "amount", "250000",
          "start date", "2027-03-01",
          "end date", "2028-02-29",
          "abstract", "Forty miles of fibre to three townships.",
          "applicant type", "Small business");

  private static final Map<String, String> REGISTRATION =
      Map.of(
          "mailing same", "yes",
          "same contact", "Yes",
          "delinquent", "No",
          "certification date", "2026-10-01");

  private final Desk desk = new Desk();
  private final List<String> wrong = new ArrayList<>();
  private final Map<PageKind, Map<PageKind, Integer>> confusion = new TreeMap<>();
  private int seen;

  @AfterAll
  void stop() {
    desk.close();
  }

  @Test
  void every_page_is_what_a_person_calls_it(@TempDir Path folder) throws Exception {
    readEverything(0);
    Path file = folder.resolve("certificate.pdf");
    Files.writeString(file, "%PDF-1.4\n%%EOF\n");
    desk.reset();
    fillForms(file.toString());
    signUp();

    assertThat(wrong).as("%s", report("plain")).isEmpty();
  }

  @Test
  void nearly_every_page_is_after_a_redesign() {
    for (int seed = 1; seed <= REDESIGNS; seed++) {
      readEverything(seed);
    }

    String report = report("disguised");
    assertThat((double) (seen - wrong.size()) / seen).as(report).isGreaterThanOrEqualTo(0.99);
  }

  private void readEverything(int seed) {
    if (seed <= 1) {
      wrong.clear();
      confusion.clear();
      seen = 0;
    }
    for (String portal : desk.sandbox.portals()) {
      desk.reset();
      dress(portal, seed);
      Visit visitor = desk.visit(portal);
      rows(VISITORS, portal).forEach((page, kind) -> look(visitor, seed, portal, page, kind));
      rows(AFTER_SENDING, portal).forEach((who, kind) -> send(seed, portal, who, kind));
      UNDER_FAULTS.forEach((fault, kind) -> suffer(seed, portal, fault, kind));
      Visit inside = desk.signedIn(portal);
      rows(SIGNED_IN, portal).forEach((page, kind) -> look(inside, seed, portal, page, kind));
    }
  }

  private void fillForms(String file) {
    filled("ingram_micro", "quote_request", QUOTE);
    filled("td_synnex", "return_request", RETURN);
    filled("octotel", "cancellation", CANCELLATION);
    filled("osn", "service_order", ORDER);
    filled("grants", "application", with(APPLICATION, "attachment", file));
    Visit saved = filledIn("authentik", "profile", Map.of("language", "Deutsch"));
    judge(saved, 0, "authentik profile saved", PageKind.FORM);

    Form form = desk.form("sam_gov", "registration");
    Map<String, String> given = with(REGISTRATION, "certificate", file);
    Visit sent = send(desk.signedIn("sam_gov"), "sam_gov", form, given);
    judge(sent, 0, "sam_gov registration received", PageKind.SIGNED_IN);

    Visit wizard = desk.signedIn("sam_gov");
    assertOutcome(desk.flows().fill(wizard, form, values("sam_gov", form, given))).isDone();
    for (int page = 2; page <= 5; page++) {
      look(wizard, 0, "sam_gov", "/registration/" + page, PageKind.FORM);
    }
  }

  private void filled(String portal, String form, Map<String, String> given) {
    judge(filledIn(portal, form, given), 0, portal + " " + form + " received", PageKind.SIGNED_IN);
  }

  private Visit filledIn(String portal, String name, Map<String, String> given) {
    Form form = desk.form(portal, name);
    return send(desk.signedIn(portal), portal, form, given);
  }

  private void signUp() {
    for (String portal : List.of("ingram_micro", "td_synnex", "dh")) {
      Form form = desk.portal(portal).signUp().orElseThrow();
      Map<String, String> given =
          portal.equals("dh") ? Map.of("business", "Managed services") : Map.of();
      Visit visit = send(desk.visit(portal), portal, form, given);
      judge(visit, 0, portal + " sign-up received", PageKind.SIGN_IN_LINK);
    }
  }

  private Visit send(Visit visit, String portal, Form form, Map<String, String> given) {
    Map<String, String> values = values(portal, form, given);
    assertOutcome(desk.flows().fill(visit, form, values)).isDone();
    String entity = desk.portal(portal).entities().get(0);
    assertOutcome(desk.flows().submit(visit, form, entity, values)).isDone();
    return visit;
  }

  private Map<String, String> values(String portal, Form form, Map<String, String> given) {
    Entity entity =
        desk.definitions.entities().withId(desk.portal(portal).entities().get(0)).orElseThrow();
    return FormValues.of(form, Optional.of(entity), given, Optional.empty()).values();
  }

  private static Map<String, String> with(Map<String, String> values, String key, String value) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put(key, value);
    return all;
  }

  private void dress(String portal, int seed) {
    desk.sandbox.disguise(portal, seed);
  }

  private void look(Visit visit, int seed, String portal, String page, PageKind expected) {
    visit.open(page, Deadline.in(Duration.ofSeconds(20)));
    judge(visit, seed, portal + " " + page, expected);
  }

  private void send(int seed, String portal, String who, PageKind expected) {
    Visit visit = desk.visit(portal);
    visit.open("/login", Deadline.in(Duration.ofSeconds(20)));
    Sighting form = rested(visit);
    Account account = desk.account(portal, who);
    PageReading reading = form.reading();
    reading.identifier().ifPresent(f -> visit.fill(form, f.located(), account.username()));
    reading.password().ifPresent(f -> visit.fill(form, f.located(), account.password().reveal()));
    visit.click(form, reading.submit().orElseThrow().located());
    int before = form.page().fingerprint();
    visit.until(
        Deadline.in(Duration.ofSeconds(10)),
        now -> now.page().fingerprint() == before ? Optional.empty() : Optional.of(now));
    judge(visit, seed, portal + " after sending " + who, expected);
  }

  private void suffer(int seed, String portal, Fault fault, PageKind expected) {
    desk.sandbox.fault(portal, fault);
    Visit visit = desk.visit(portal);
    visit.open("/login", Deadline.in(Duration.ofSeconds(20)));
    judge(visit, seed, portal + " suffering " + fault, expected);
    desk.sandbox.clearFaults(portal);
  }

  private void judge(Visit visit, int seed, String what, PageKind expected) {
    Sighting now = rested(visit);
    PageKind found = now.reading().overall();
    seen++;
    confusion.computeIfAbsent(expected, kind -> new TreeMap<>()).merge(found, 1, Integer::sum);
    if (found != expected) {
      wrong.add(
          "%s (redesign %d, %s): %s, expected %s"
              .formatted(what, seed, now.page().title(), found, expected));
    }
  }

  private static Sighting rested(Visit visit) {
    return visit
        .until(
            Deadline.in(Duration.ofSeconds(10)),
            now ->
                now.settledFor(RESTS) && now.reading().kind() != PageKind.BLANK
                    ? Optional.of(now)
                    : Optional.empty())
        .orElseThrow(() -> new AssertionError(visit.window().address() + " stayed blank"));
  }

  private static Map<String, PageKind> rows(String table, String portal) {
    Map<String, PageKind> rows = new LinkedHashMap<>();
    table
        .lines()
        .map(line -> line.split("\\s+", -1))
        .filter(row -> row[0].equals(portal))
        .forEach(row -> rows.put(row[1], PageKind.valueOf(row[2])));
    return rows;
  }

  private String report(String dress) {
    String report =
        "Kinds of page, %s: %d of %d right (%.1f %%)%n"
                .formatted(dress, seen - wrong.size(), seen, 100.0 * (seen - wrong.size()) / seen)
            + confusion.entrySet().stream()
                .map(row -> "  %-16s read as %s%n".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining())
            + wrong.stream().map(w -> "  wrong: " + w + "\n").collect(Collectors.joining());
    System.out.print(report);
    return report;
  }
}
