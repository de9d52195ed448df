package dev.gatehouse.flow;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.locate.Control;
import dev.gatehouse.locate.FieldMatcher;
import dev.gatehouse.locate.FieldMatcher.Place;
import dev.gatehouse.locate.FieldMatcher.Sought;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.Judgement;
import dev.gatehouse.locate.LearnedLocator;
import dev.gatehouse.locate.PageKind;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.HealingRules;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.secret.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every page of an embedded portal on which something is acted, one after the other, each with what
 * the flow would act on there. What the flows learn of the portal is learned before.
 */
final class HealingScenes {

  /**
   * What a flow would act on.
   *
   * @param located where, or nothing when it would not act
   * @param how what learned locators and recognition said
   */
  record Target(RiskTier tier, Optional<Located> located, String how) {
    static Target of(RiskTier tier, Judgement judgement) {
      String how =
          judgement instanceof Judgement.Refused refused
              ? refused.why() + " " + refused.healing().describe()
              : judgement.getClass().getSimpleName();
      return new Target(tier, judgement.control(), how);
    }

    /** The flow stops at a page of which anything must not be used. */
    Target unless(boolean refused) {
      return refused ? new Target(tier, Optional.empty(), "beside what is refused: " + how) : this;
    }
  }

  /**
   * A page and what the flow looks for on it.
   *
   * @param find what the flow would act on, by name
   */
  record Scene(
      String portal,
      String page,
      Visit visit,
      BiFunction<Visit, Sighting, Map<String, Target>> find) {}

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration RESTS = Duration.ofMillis(300);
  private static final int MOST_LINKS = 6;

  private static final Map<String, Map<String, String>> GIVEN =
      Map.ofEntries(
          Map.entry(
              "quote_request",
              Map.of(
                  "sku", "SW-24P-POE",
                  "quantity", "1",
                  "country", "United States",
                  "needed by", "2027-03-01")),
          Map.entry(
              "return_request",
              Map.of(
                  "invoice-number", "INV-2026-00417",
                  "sku", "SW-24P-POE",
                  "quantity", "1",
                  "reason", "Damaged in transit",
                  "comment", "The box was crushed")),
          Map.entry("circuit_check", Map.of("circuit", "CX-1002")),
          Map.entry(
              "cancellation",
              Map.of(
                  "circuit", "CX-1003",
                  "solution id", "SOL-5003",
                  "effective date", "2027-01-31")),
          Map.entry(
              "service_order",
              Map.of(
                  "customer", "Kloof Street Books",
                  "street address", "14 Kloof Street, Cape Town",
                  "postal code", "8001",
                  "product", "Dark fibre pair",
                  "installation date", "2027-02-01",
                  "router", "yes")),
          Map.entry("profile", Map.of("language", "Deutsch")),
          Map.entry(
              "application",
              Map.of(
                  "opportunity number", "RUS-2026-0142",
                  "project title", "Rural fibre for Hays County",
                  "amount", "250000",
                  "start date", "2027-03-01",
                  "end date", "2028-02-29",
                  "abstract", "Forty miles of fibre to three townships.",
                  "applicant type", "Small business")),
          Map.entry(
              "registration",
              Map.of(
                  "mailing same", "yes",
                  "same contact", "Yes",
                  "delinquent", "No",
                  "certification date", "2026-10-01")),
          Map.entry("dh sign-up", Map.of("business", "Managed services")),
          Map.entry("grants sign-up", Map.of("role", "Workspace member")),
          Map.entry("sam_gov sign-up", Map.of("new-password", "Prairie-Lantern-4417")));

  private final Desk desk;
  private final String portal;
  private final Consumer<Scene> stage;
  private final LearnedInMemory memory = new LearnedInMemory();

  private HealingScenes(Desk desk, String portal, Consumer<Scene> stage) {
    this.desk = desk;
    this.portal = portal;
    this.stage = stage;
  }

  /** Plays every scene of a portal. */
  static void play(Desk desk, String portal, Consumer<Scene> stage) {
    new HealingScenes(desk, portal, stage).play();
  }

  private void play() {
    try {
      Path pdf = Files.createTempFile("certificate", ".pdf");
      try {
        Files.writeString(pdf, "%PDF-1.4\n%%EOF\n");
        play(pdf.toString());
      } finally {
        Files.delete(pdf);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void play(String pdf) {
    List<Form> forms = new ArrayList<>(desk.portal(portal).forms().values());
    startAfresh();
    Visit first = desk.signedIn(portal);
    learnLinks(first);
    done(desk.flows().signOut(first, Optional.empty()));
    for (Form form : forms) {
      learn(desk.signedIn(portal), form, pdf);
    }
    desk.portal(portal).signUp().ifPresent(form -> learn(desk.visit(portal), form, pdf));
    memory.freeze();

    startAfresh();
    signIn();
    Visit inside = desk.signedIn(portal);
    signedIn(inside);
    for (Form form : forms) {
      startAfresh();
      fillIn(desk.signedIn(portal), form, pdf);
    }
    startAfresh();
    desk.portal(portal).signUp().ifPresent(form -> fillIn(desk.visit(portal), form, pdf));
  }

  private void startAfresh() {
    desk.reset();
    desk.redefine(lettingHealingsSubmit(desk.portal(portal)));
    desk.learnIn(memory);
  }

  // What a healing would submit through is to be seen, not only that nobody approved it.
  private static Portal lettingHealingsSubmit(Portal p) {
    return new Portal(
        p.file(),
        p.name(),
        p.title(),
        p.description(),
        p.icon(),
        p.group(),
        p.entities(),
        p.risk(),
        p.environments(),
        p.login(),
        p.session(),
        p.places(),
        p.signUp(),
        p.forms(),
        p.locators(),
        new HealingRules(HealingRules.Submit.ALLOWED, 0),
        p.requires(),
        p.notes(),
        p.lastVerified(),
        p.deadline());
  }

  private void learn(Visit visit, Form form, String pdf) {
    Map<String, String> values = values(form, pdf);
    done(desk.flows().fill(visit, form, values));
    done(desk.flows().submit(visit, form, desk.portal(portal).entities().get(0), values));
  }

  private Map<String, String> values(Form form, String pdf) {
    Portal defined = desk.portal(portal);
    boolean signUp = defined.signUp().filter(form::equals).isPresent();
    Map<String, String> given =
        new LinkedHashMap<>(
            GIVEN.getOrDefault(signUp ? portal + " sign-up" : form.name(), Map.of()));
    Stream.of("certificate", "attachment")
        .filter(form.fields()::containsKey)
        .forEach(name -> given.put(name, pdf));
    Optional<Entity> entity = desk.definitions.entities().withId(defined.entities().get(0));
    Map<String, String> values =
        new LinkedHashMap<>(FormValues.of(form, entity, given, Optional.empty()).values());
    // What is secret comes from an account, else.
    Optional.ofNullable(given.get("new-password"))
        .ifPresent(password -> values.put("new-password", password));
    return values;
  }

  private void signIn() {
    Visit visit = desk.visit(portal);
    Account account = desk.account(portal, "main");
    visit.open(visit.site().portal().login().page(), Deadline.in(PATIENCE));
    for (int page = 1; page <= 4; page++) {
      Sighting seen = rested(visit);
      if (!seen.reading().asksToSignIn()) {
        if (seen.reading().signInLink().isEmpty() || seen.reading().signOut().isPresent()) {
          return;
        }
        visit.click(seen, seen.reading().signInLink().get().located());
        continue;
      }
      PageKind kind = seen.reading().kind();
      stage.accept(
          new Scene(
              portal,
              kind.name().toLowerCase(Locale.ROOT),
              visit,
              (v, now) -> signInTargets(v, now, kind)));
      Sighting after = rested(visit);
      after
          .reading()
          .identifier()
          .ifPresent(f -> visit.fill(after, f.located(), account.username()));
      after
          .reading()
          .password()
          .ifPresent(f -> visit.fill(after, f.located(), account.password().reveal()));
      if (kind == PageKind.CODE_STEP) {
        return;
      }
      visit.click(after, after.reading().submit().orElseThrow().located());
    }
  }

  // Once the password was sent, only a code is entered; before, whatever form asks is filled in.
  private static Map<String, Target> signInTargets(Visit visit, Sighting seen, PageKind expected) {
    PageKind kind = seen.reading().kind();
    if (!seen.reading().asksToSignIn()
        || (kind == PageKind.CODE_STEP) != (expected == PageKind.CODE_STEP)) {
      return Map.of();
    }
    JudgedControls controls = judged(visit, seen);
    boolean refused =
        controls.judgements().values().stream().anyMatch(j -> j instanceof Judgement.Refused);
    Map<String, Target> targets = new LinkedHashMap<>();
    controls
        .judgements()
        .forEach(
            (purpose, judgement) ->
                targets.put(
                    purpose.name().startsWith("submit") || purpose.name().equals("next")
                        ? "send"
                        : purpose.name(),
                    Target.of(purpose.tier(), judgement).unless(refused)));
    return targets;
  }

  private static JudgedControls judged(Visit visit, Sighting seen) {
    PageKind kind = seen.reading().kind();
    if (kind == PageKind.CODE_STEP) {
      return new CodeControls(visit, seen).judged();
    }
    SignInControls all = new SignInControls(visit, seen, kind == PageKind.IDENTIFIER_STEP);
    return all.password().isPresent() || all.judged().refusal().isPresent()
        ? all.judged()
        : new SignInControls(visit, seen, true).judged();
  }

  private void learnLinks(Visit inside) {
    Sighting seen = rested(inside);
    Map<Purpose, LearnedLocator> locators = new LinkedHashMap<>();
    for (String text : texts(seen)) {
      WordedButton button = new WordedButton(inside, seen, text);
      button
          .judgement()
          .control()
          .ifPresent(l -> locators.put(button.purpose(), LearnedLocator.of(seen.page(), l)));
    }
    memory.learn("sandbox", portal, locators);
  }

  private void signedIn(Visit inside) {
    Sighting seen = rested(inside);
    Set<String> texts = texts(seen);
    stage.accept(
        new Scene(
            portal,
            "landing",
            inside,
            (visit, now) -> {
              Map<String, Target> targets = new LinkedHashMap<>();
              now.reading()
                  .signOut()
                  .filter(c -> c.control().isUsable())
                  .ifPresent(
                      c ->
                          targets.put(
                              "sign-out",
                              Target.of(
                                  RiskTier.NAVIGATE, SignOut.judge(visit, now, c.located()))));
              for (String text : texts) {
                WordedButton button = new WordedButton(visit, now, text);
                targets.put("press " + text, Target.of(RiskTier.NAVIGATE, button.judgement()));
              }
              return targets;
            }));
  }

  /** What could be pressed by its words on a page, each saying what nothing else says. */
  private static Set<String> texts(Sighting seen) {
    List<String> all =
        seen.page()
            .usable()
            .map(Located::control)
            .filter(Control::isClickable)
            .map(Control::text)
            .filter(text -> !text.isBlank() && text.length() < 40)
            .toList();
    return all.stream()
        .filter(text -> all.stream().filter(text::equals).count() == 1)
        .filter(
            text ->
                seen.reading().signOut().stream().noneMatch(c -> c.control().text().equals(text)))
        .limit(MOST_LINKS)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Fills in a form as the flow does, stopping at every page of it. */
  private void fillIn(Visit visit, Form form, String pdf) {
    Map<String, String> values = values(form, pdf);
    Map<String, String> remaining = new LinkedHashMap<>(values);
    FormFields fields = new FormFields(visit, form);
    FormButtons buttons = new FormButtons(visit, form);
    FieldFiller filler = new FieldFiller(Path.of("").toAbsolutePath());
    visit.open(form.page().orElseThrow(), Deadline.in(PATIENCE));
    for (int page = 1; page <= 8; page++) {
      Map<String, String> here = new LinkedHashMap<>();
      Set<String> taken = new LinkedHashSet<>();
      while (true) {
        Sighting seen = rested(visit);
        Map<Sought, Place> places = fields.match(seen, soughts(form, remaining), taken).places();
        if (places.isEmpty()) {
          break;
        }
        for (Map.Entry<Sought, Place> next : places.entrySet()) {
          String name = next.getKey().name();
          String value = String.valueOf(remaining.remove(name));
          filler
              .fill(visit, seen, next.getValue(), value)
              .ifPresent(
                  problem -> {
                    throw new AssertionError(name + ": " + problem);
                  });
          taken.add(FieldMatcher.key(next.getValue().located()));
          here.put(name, value);
          // What was chosen may have the form drawn anew.
          if (!next.getValue().control().isTextField()) {
            break;
          }
        }
      }
      repeatAddress(visit, here, taken);
      Map<String, String> sought = new LinkedHashMap<>(here);
      sought.putAll(remaining);
      List<Sought> soughts = soughts(form, sought);
      stage.accept(
          new Scene(
              portal,
              "form " + form.name() + " " + page,
              visit,
              (v, seen) -> formTargets(v, form, seen, soughts)));
      Sighting seen = rested(visit);
      FormButtons.Button button = buttons.forwards(seen).orElseThrow();
      if (button.sends()) {
        return;
      }
      buttons
          .turnPage(seen, button, Deadline.in(PATIENCE))
          .ifPresent(
              stopped -> {
                throw new AssertionError(stopped.toString());
              });
    }
  }

  private static void repeatAddress(Visit visit, Map<String, String> here, Set<String> taken) {
    Sighting seen = rested(visit);
    Optional.ofNullable(here.get("email"))
        .ifPresent(
            address ->
                visit
                    .locator()
                    .fields()
                    .repetition(seen.page(), Intent.EMAIL, taken)
                    .ifPresent(again -> visit.fill(seen, again, address)));
  }

  private static List<Sought> soughts(Form form, Map<String, String> values) {
    return values.keySet().stream().map(name -> FormFiller.sought(form, name)).toList();
  }

  private static Map<String, Target> formTargets(
      Visit visit, Form form, Sighting seen, List<Sought> soughts) {
    Map<String, Target> targets = new LinkedHashMap<>();
    FormFields.Places places = new FormFields(visit, form).match(seen, soughts, Set.of());
    places
        .judgements()
        .forEach(
            (sought, judgement) -> targets.put(sought.name(), Target.of(RiskTier.FILL, judgement)));
    new FormButtons(visit, form)
        .forwards(seen)
        .ifPresent(
            button -> targets.put("the button", Target.of(RiskTier.SUBMIT, button.judgement())));
    return targets;
  }

  private static void done(Outcome outcome) {
    if (!outcome.succeeded()) {
      throw new AssertionError(outcome.toString());
    }
  }

  private static Sighting rested(Visit visit) {
    return visit
        .until(
            Deadline.in(PATIENCE),
            now ->
                now.settledFor(RESTS) && now.reading().kind() != PageKind.BLANK
                    ? Optional.of(now)
                    : Optional.empty())
        .orElseThrow(() -> new AssertionError(visit.window().address() + " did not come to rest"));
  }
}
