package dev.gatehouse.step;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.flow.SecretScope;
import dev.gatehouse.flow.Site;
import dev.gatehouse.flow.Visit;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Login.LoginShape;
import dev.gatehouse.secret.Account;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The browser a scenario has on loan: one session at a time, the browser given back at the end.
 * Used by the scenario's thread alone.
 */
final class ScenarioBrowser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StepServices services;
  private final SecretScope secrets;
  private @Nullable Engine engine;
  private @Nullable BrowserSession session;

  ScenarioBrowser(StepServices services) {
    this.services = services;
    this.secrets = new SecretScope(services.traces() != Traces.OFF, services.redactor()::watch);
  }

  /**
   * Begins a visit in a session of its own, ending the one before.
   *
   * @param as who answers HTTP basic authentication, where the portal asks for it
   * @param state the browser state to begin with
   * @throws OutcomeException when no browser can be had
   */
  Visit visit(Site site, Optional<Account> as, Optional<String> state) {
    closeSession();
    as.map(Account::username).ifPresent(secrets::tells);
    state.ifPresent(secrets::watchState);
    try {
      SessionOptions options = options(site, as, state);
      session = engine().open(options);
      boolean answersChallenges = options.basicCredentials().isPresent();
      secrets.enter(session, answersChallenges);
      return new Visit(site, session, services.locator(), answersChallenges, this::begin, secrets);
    } catch (BrowserException e) {
      throw new OutcomeException(
          new Outcome.Failed(FailureKind.UNKNOWN, String.valueOf(e.getMessage()), Evidence.NONE));
    }
  }

  private BrowserSession begin(Optional<SessionOptions.BasicCredentials> credentials) {
    closeSession();
    session =
        engine()
            .open(
                credentials
                    .map(SessionOptions.PLAIN::withBasicCredentials)
                    .orElse(SessionOptions.PLAIN));
    secrets.enter(session, credentials.isPresent());
    return session;
  }

  private static SessionOptions options(Site site, Optional<Account> as, Optional<String> state) {
    SessionOptions options = SessionOptions.PLAIN;
    if (site.portal().login().shape() == LoginShape.BASIC && as.isPresent()) {
      options =
          options.withBasicCredentials(
              new SessionOptions.BasicCredentials(
                  Site.origin(site.base().toString()),
                  as.get().username(),
                  as.get().password().reveal()));
    }
    return state.isPresent() ? options.withState(state.get()) : options;
  }

  private Engine engine() {
    if (engine == null) {
      engine = services.engines().acquire(PATIENCE);
    }
    return engine;
  }

  private void closeSession() {
    if (session != null) {
      secrets.leave();
      session.close();
      session = null;
    }
  }

  /** Returns what the scenario's sessions recorded, uncleaned, or throws it away. */
  List<byte[]> trace(boolean wanted) {
    if (!wanted) {
      secrets.discard();
    }
    return secrets.parts();
  }

  @Override
  public void close() {
    closeSession();
    if (engine != null) {
      services.engines().release(engine);
      engine = null;
    }
  }
}
