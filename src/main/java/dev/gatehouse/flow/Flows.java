package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.locate.FieldMatcher.Place;
import dev.gatehouse.locate.FieldMatcher.Sought;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.LearnedLocators;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Marks;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to every business action. Each ends in an outcome within the portal's deadline and
 * throws nothing for what a portal does. Thread-safe; a {@link Visit} is not.
 */
public final class Flows {

  private static final Logger log = LoggerFactory.getLogger(Flows.class);

  private final Clock clock;
  private final Pause pause;
  private final KeptSessions sessions;
  private final Function<Site, Ledgers> ledgers;
  private final SignIn signIn;
  private final Navigation navigation = new Navigation();
  private final FieldFiller filler;

  /** How often sessions that ended by themselves had been renewed, until they are again. */
  private final Map<KeptSession.Key, Integer> expired = new ConcurrentHashMap<>();

  /**
   * @param ledgers what is remembered of a portal
   * @param files the folder relative upload paths start from
   */
  public Flows(
      Clock clock,
      Pause pause,
      OneTimeCodes codes,
      KeptSessions sessions,
      Function<Site, Ledgers> ledgers,
      Path files) {
    this.clock = clock;
    this.pause = pause;
    this.sessions = sessions;
    this.ledgers = ledgers;
    this.signIn = new SignIn(codes, pause, SignIn.Patience.DEFAULT);
    this.filler = new FieldFiller(files);
  }

  /**
   * Returns what has the account to itself once taken; it is waited for as long as the portal's
   * deadline.
   */
  public AccountLease lease(Site site, Account account) {
    return new AccountLease(
        ledgers.apply(site).leases(),
        AttemptGuard.key(site, account),
        pause,
        site.portal().deadline());
  }

  /** Signs in with the password, whatever session there is, and keeps the session. */
  public Outcome signIn(Visit visit, Account account) {
    Outcome outcome = within(visit, deadline -> signIn(visit, account, deadline));
    return outcome instanceof Done done ? keep(visit, account, done) : outcome;
  }

  private Outcome signIn(Visit visit, Account account, Deadline deadline) {
    AttemptGuard guard = new AttemptGuard(ledgers.apply(visit.site()), visit.site(), account);
    return guard.refusal().orElseGet(() -> signIn.signIn(visit, account, guard, deadline));
  }

  /**
   * Returns the browser state of a session kept for the account and young enough to be tried; it is
   * to be proven with {@link #proveSession} before it is trusted.
   */
  public Optional<String> keptState(Site site, Account account) {
    Instant oldest = clock.instant().minus(site.portal().session().validFor());
    return sessions
        .find(key(site, account))
        .filter(kept -> kept.signedInAt().isAfter(oldest))
        .map(kept -> kept.state().reveal());
  }

  /** Proves the visit's session alive; one that is not is forgotten. */
  public Outcome proveSession(Visit visit, Account account) {
    KeptSession.Key key = key(visit.site(), account);
    Optional<String> landing = sessions.find(key).map(kept -> kept.landing().reveal());
    Outcome outcome = within(visit, deadline -> new SessionProof(landing).prove(visit, deadline));
    if (outcome instanceof Done) {
      sessions.find(key).ifPresent(kept -> sessions.keep(key, kept.verified(clock.instant())));
    } else if (outcome instanceof Failed failed && failed.kind() == FailureKind.SESSION_EXPIRED) {
      sessions.find(key).ifPresent(kept -> expired.put(key, kept.refreshCount()));
      sessions.drop(key);
    }
    return outcome;
  }

  /** Signs out and forgets the session. */
  public Outcome signOut(Visit visit, Optional<Account> account) {
    Outcome outcome =
        within(
            visit,
            deadline ->
                new SignOut(account.map(Account::username).orElse("")).signOut(visit, deadline));
    account.ifPresent(a -> sessions.drop(key(visit.site(), a)));
    return outcome;
  }

  /** Signs out if a session is kept for the account; where it is not, there is nothing to end. */
  public void signOutIfSignedIn(Visit visit, Account account) {
    if (sessions.find(key(visit.site(), account)).isPresent()) {
      Outcome outcome = signOut(visit, Optional.of(account));
      if (!outcome.succeeded()) {
        log.warn(
            "Could not sign out of {} at the end: {}; its session ends by itself in time",
            visit.site().portal().name(),
            outcome.message());
      }
    }
  }

  /** Opens a page of the portal. */
  public Outcome open(Visit visit, String name, String page, Marks shows) {
    return within(visit, deadline -> navigation.open(visit, name, page, shows, deadline));
  }

  /** Follows links by their texts. */
  public Outcome follow(Visit visit, String name, List<String> links, Marks shows) {
    return within(visit, deadline -> navigation.follow(visit, name, links, shows, deadline));
  }

  /** Presses the button or link that says the text. */
  public Outcome press(Visit visit, String text) {
    return within(visit, deadline -> navigation.press(visit, text, deadline));
  }

  /** Presses what is recognised for the intent. */
  public Outcome press(Visit visit, Intent intent) {
    return within(visit, deadline -> navigation.press(visit, intent, deadline));
  }

  /** Enters a value in the field people call that, whatever sort of control it is. */
  public Outcome enter(Visit visit, String label, String value) {
    Sought sought = new Sought(label, label, Intent.of(label));
    return within(visit, deadline -> enter(visit, sought, value, deadline));
  }

  private Outcome enter(Visit visit, Sought sought, String value, Deadline deadline) {
    return visit
        .until(deadline, seen -> enterNow(visit, seen, sought, value))
        .orElseGet(() -> Navigation.timedOut(visit, "Entering a value", deadline));
  }

  private Optional<Outcome> enterNow(Visit visit, Sighting seen, Sought sought, String value) {
    FormFields fields = new FormFields(visit, Site.pageGroup(seen.page().address()));
    FormFields.Places found = fields.match(seen, List.of(sought), Set.of());
    Optional<Outcome> refusal = fields.refusal(seen, found);
    if (refusal.isPresent()) {
      return refusal;
    }
    if (found.places().containsKey(sought)) {
      Place place = found.places().get(sought);
      fields.use(seen, sought, found);
      Optional<String> problem = filler.fill(visit, seen, place, value);
      return problem.isPresent()
          ? Failures.failed(FailureKind.INPUT_INVALID, problem.get(), seen)
          : Optional.of(
              Done.of("Entered a value in " + place.control().describe() + ".", seen.evidence()));
    }
    return seen.settledFor(Duration.ofSeconds(3))
        ? Optional.of(
            Navigation.notFound(
                visit.locator().finder().fieldByLabel(seen.page(), sought.label()), seen))
        : Optional.empty();
  }

  /**
   * Fills in a form, opening its page first.
   *
   * @param values as {@link FormValues} put them together, without problems
   */
  public Outcome fill(Visit visit, Form form, Map<String, String> values) {
    return within(
        visit,
        deadline -> {
          Outcome opened = openForm(visit, form, deadline);
          return opened.succeeded()
              ? new FormFiller(visit, form, values, filler).fill(deadline)
              : opened;
        });
  }

  private Outcome openForm(Visit visit, Form form, Deadline deadline) {
    if (form.page().isPresent()) {
      return navigation.open(visit, form.title(), form.page().get(), Marks.NONE, deadline);
    }
    return form.follow().isEmpty()
        ? Done.of("On the page shown.", Evidence.NONE)
        : navigation.follow(visit, form.title(), form.follow(), Marks.NONE, deadline);
  }

  /**
   * Submits the form that was filled in and verifies that the portal accepted it. The same content
   * is never submitted twice.
   *
   * @param entity whom for, or empty
   * @param values what it was filled with, so that the same submission is known again
   */
  public Outcome submit(Visit visit, Form form, String entity, Map<String, String> values) {
    Site site = visit.site();
    SubmissionLedger.Submission submission =
        new SubmissionLedger.Submission(
            site.environment(), site.portal().name(), entity, form.name(), digest(form, values));
    return within(
        visit,
        deadline ->
            new FormSubmission(visit, form, ledgers.apply(site).submissions(), submission)
                .submit(deadline));
  }

  /** Waits until the page shows the text. */
  public Outcome see(Visit visit, String text) {
    return within(
        visit,
        deadline ->
            visit
                .<Outcome>until(
                    deadline,
                    seen ->
                        seen.page().shows(text)
                            ? Optional.of(
                                Done.of("The page shows \"" + text + "\".", seen.evidence()))
                            : seen.settledFor(Duration.ofSeconds(3))
                                ? Failures.failed(
                                    FailureKind.CHECK_FAILED,
                                    "The page does not show \"" + text + "\".",
                                    seen)
                                : Optional.empty())
                .orElseGet(() -> Navigation.timedOut(visit, "Waiting for text", deadline)));
  }

  /** Checks that the page, once it has come to rest, does not show the text. */
  public Outcome notSee(Visit visit, String text) {
    return within(
        visit,
        deadline ->
            visit
                .<Outcome>until(
                    deadline,
                    seen ->
                        !seen.settledFor(Duration.ofMillis(500))
                            ? Optional.empty()
                            : seen.page().shows(text)
                                ? Failures.failed(
                                    FailureKind.CHECK_FAILED,
                                    "The page shows \"" + text + "\", which it should not.",
                                    seen)
                                : Optional.of(
                                    Done.of(
                                        "The page does not show \"" + text + "\".",
                                        seen.evidence())))
                .orElseGet(() -> Navigation.timedOut(visit, "Waiting for rest", deadline)));
  }

  private static Outcome within(Visit visit, Function<Deadline, Outcome> action) {
    try {
      Outcome outcome = visit.memory().end(outcomeOf(visit, action));
      visit.secrets().goOn();
      return outcome;
    } catch (LearnedLocators.Unavailable | RecordUnavailable e) {
      return new Failed(FailureKind.UNKNOWN, String.valueOf(e.getMessage()), Evidence.NONE);
    }
  }

  private static Outcome outcomeOf(Visit visit, Function<Deadline, Outcome> action) {
    try {
      return action.apply(Deadline.in(visit.site().portal().deadline()));
    } catch (BrowserException e) {
      return Failures.of(e, Evidence.NONE);
    }
  }

  private Outcome keep(Visit visit, Account account, Done done) {
    Instant now = clock.instant();
    KeptSession.Key key = key(visit.site(), account);
    Optional<Integer> lapsed = Optional.ofNullable(expired.remove(key));
    int refreshed =
        sessions
            .find(key)
            .map(KeptSession::refreshCount)
            .or(() -> lapsed)
            .map(count -> count + 1)
            .orElse(0);
    Secret state = new Secret(visit.session().state());
    visit.secrets().tells(account.username());
    visit.secrets().watchState(state.reveal());
    Secret landing = new Secret(visit.window().address());
    sessions.keep(key, new KeptSession(state, landing, now, now, refreshed));
    Instant until = now.plus(visit.site().portal().session().validFor());
    return new Done(done.message(), Optional.of(until), Optional.empty(), done.evidence());
  }

  private static KeptSession.Key key(Site site, Account account) {
    return new KeptSession.Key(
        site.environment(), site.portal().name(), account.name(), site.portal().risk());
  }

  // Without a key: it would have to be the same on every machine and for ever, and with another one
  // all that was ever sent could be sent again.
  private static String digest(Form form, Map<String, String> values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(values)
          .forEach(
              (name, value) -> {
                boolean secret =
                    form.fields().containsKey(name) && form.fields().get(name).secret();
                digest.update(
                    (name + "\0" + (secret ? "" : value) + "\0").getBytes(StandardCharsets.UTF_8));
              });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every Java must have", e);
    }
  }
}
