package dev.gatehouse.app;

import dev.gatehouse.audit.AuditException;
import dev.gatehouse.entity.Entities;
import dev.gatehouse.flow.AttemptsInMemory;
import dev.gatehouse.flow.CodesInMemory;
import dev.gatehouse.flow.Flows;
import dev.gatehouse.flow.KeptSession;
import dev.gatehouse.flow.LeasesInMemory;
import dev.gatehouse.flow.Ledgers;
import dev.gatehouse.flow.OneTimeCodes;
import dev.gatehouse.flow.Pause;
import dev.gatehouse.flow.Site;
import dev.gatehouse.flow.SubmissionsInMemory;
import dev.gatehouse.learned.LocatorStore;
import dev.gatehouse.learned.StoredHealing;
import dev.gatehouse.ledger.AttemptStore;
import dev.gatehouse.ledger.CodeStore;
import dev.gatehouse.ledger.LeaseStore;
import dev.gatehouse.ledger.SubmissionStore;
import dev.gatehouse.locate.Locator;
import dev.gatehouse.outcome.Journal;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.sandbox.Sandbox;
import dev.gatehouse.sandbox.SandboxSettings;
import dev.gatehouse.secret.Accounts;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.step.PasswordChange;
import dev.gatehouse.step.StepServices;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.StorageException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Gatehouse: definitions loaded, embedded portals and browsers started when first needed.
 * Close it to stop them. Thread-safe.
 */
public final class Gatehouse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gatehouse.class);

  private final String run = UUID.randomUUID().toString();
  private final Settings settings;
  private final Definitions definitions;
  private final CompletableFuture<Sandbox> sandbox;
  private final CompletableFuture<Database> database;
  private final RunBrowsers browsers;
  private final RunAudit audit;
  private final StepServices services;
  private final StoredSecrets secrets;
  private final RunSessions sessions;
  private final Redactor redactor = new Redactor();
  private final CleanLog log = CleanLog.with(redactor);
  private final UseOfProject use;

  /**
   * Opens one.
   *
   * @param browsers stay open when it is closed
   * @param prompt asks for the master password when a stored secret is first needed
   * @throws dev.gatehouse.secret.SecretStoreException when the settings choose no known store
   * @throws dev.gatehouse.backup.BackupException when a backup is being restored
   */
  public Gatehouse(
      Settings settings, Definitions definitions, RunBrowsers browsers, HiddenPrompt prompt) {
    this(settings, definitions, browsers, prompt, Optional.empty());
  }

  /**
   * Opens one for a run that changes a password.
   *
   * @param change the change it is about, if it is about one
   */
  Gatehouse(
      Settings settings,
      Definitions definitions,
      RunBrowsers browsers,
      HiddenPrompt prompt,
      Optional<PasswordChange> change) {
    this.use = UseOfProject.begin(settings);
    this.settings = settings;
    this.definitions = definitions;
    this.sandbox =
        settings.environment().equals(Settings.SANDBOX)
            ? CompletableFuture.supplyAsync(this::startSandbox)
            : new CompletableFuture<>();
    this.browsers = browsers;
    // Its native part takes a moment to come; the browsers take longer.
    this.database = CompletableFuture.supplyAsync(() -> Database.open(settings.databaseAddress()));
    Clock clock = Clock.systemUTC();
    Journal journal = new Journal();
    ChosenStore chosen = new ChosenStore(settings, prompt, clock, redactor);
    SecretStore store = chosen.open();
    this.audit =
        new RunAudit(
            settings,
            clock,
            redactor::clean,
            new AuditKeys(chosen, store, clock),
            this::database,
            run);
    journal.require(audit, audit::ready);
    this.secrets = new StoredSecrets(settings, chosen, store, clock, redactor, journal, run);
    this.sessions = new RunSessions(this::database, this::embedded, secrets::sessionKey);
    this.services = services(clock, journal, change);
  }

  private Sandbox startSandbox() {
    return Sandbox.start(SandboxSettings.defaults().withLatency(settings.sandboxLatency()));
  }

  private StepServices services(Clock clock, Journal journal, Optional<PasswordChange> change) {
    Pause pause = Pause.real();
    Entities entities = definitions.entities();
    Accounts accounts =
        settings.environment().equals(Settings.SANDBOX)
            ? new SandboxAccounts(
                this::sandbox, definitions.portals(), entities.ids(), secrets.accounts())
            : secrets.accounts();
    Flows flows =
        new Flows(
            clock,
            pause,
            new OneTimeCodes(clock, pause),
            sessions,
            ledgers(clock, run),
            settings.project());
    Sites sites = new Sites(settings.environment(), this::sandbox);
    return new StepServices(
        run,
        definitions.portals(),
        entities,
        sites::site,
        accounts,
        browsers.pool(),
        flows,
        new Locator(new LocatorStore(this::database, clock, run)),
        journal,
        redactor,
        change,
        settings.traces());
  }

  private Function<Site, Ledgers> ledgers(Clock clock, String run) {
    Ledgers shared =
        new Ledgers(
            new AttemptStore(this::database, clock, run),
            new SubmissionStore(this::database, clock, run),
            new CodeStore(this::database, run),
            new LeaseStore(this::database, clock, run));
    // Embedded portals are born anew with the process, and what they were told dies with it.
    Ledgers ofThisRun =
        new Ledgers(
            new AttemptsInMemory(),
            new SubmissionsInMemory(clock, run),
            new CodesInMemory(),
            new LeasesInMemory(clock, run));
    return site -> Sites.embedded(site.portal(), site.environment()) ? ofThisRun : shared;
  }

  private boolean embedded(KeptSession.Key whose) {
    return definitions
        .portals()
        .named(whose.portal())
        .filter(portal -> Sites.embedded(portal, whose.environment()))
        .isPresent();
  }

  private Database database() {
    try {
      return database.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException unusable) {
        throw unusable;
      }
      throw e;
    }
  }

  /**
   * Returns how many healings of this environment wait for a person's approval; none, with a
   * warning, when the database cannot be read.
   */
  public long healingsWaiting() {
    try {
      return new LocatorStore(this::database, Clock.systemUTC(), run)
          .healings(Optional.empty()).stream()
              .filter(h -> h.state() == StoredHealing.State.PROPOSED)
              .filter(h -> h.environment().equals(settings.environment()))
              .count();
    } catch (StorageException e) {
      LOG.warn("Whether healings wait for approval is not known: {}", e.getMessage());
      return 0;
    }
  }

  /** Returns what scenarios share. */
  public StepServices stepServices() {
    return services;
  }

  /** Returns where everything that is done is written down. */
  RunAudit audit() {
    return audit;
  }

  /** Returns why the audit log could not be written; a run that it befalls has stopped. */
  public Optional<AuditException> auditFailure() {
    return audit.failure();
  }

  /** Returns what cleans secrets out of texts. */
  public Redactor redactor() {
    return redactor;
  }

  /** Returns an exception nobody expected, without the secrets its messages may hold. */
  public RuntimeException cleaned(RuntimeException defect) {
    return CleanDefect.of(defect, redactor::clean);
  }

  /** Returns the browser's name and version, once one has started. */
  public Optional<String> browserVersion() {
    return browsers.version();
  }

  /** Returns the embedded portals; waits until they are up. */
  public Sandbox sandbox() {
    if (!settings.environment().equals(Settings.SANDBOX)) {
      throw new IllegalArgumentException(
          "Embedded portals are only there in the sandbox environment, not in "
              + settings.environment()
              + ".");
    }
    try {
      return sandbox.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The embedded portals did not start", e.getCause());
    }
  }

  /**
   * Stops everything.
   *
   * @throws AuditException when the end of the audit log cannot be signed; all else is stopped then
   */
  @Override
  public void close() {
    sessions.close();
    // It may be reading its key from the same store.
    audit.awaitOpen();
    secrets.close();
    if (settings.environment().equals(Settings.SANDBOX)) {
      sandbox.thenAccept(Sandbox::close).join();
    }
    try {
      audit.close();
    } finally {
      database.thenAccept(Database::close).exceptionally(notOpened -> null).join();
      use.close();
      log.close();
    }
  }
}
