package dev.gatehouse.flow;

import dev.gatehouse.app.Browsers;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.locate.LearnedLocators;
import dev.gatehouse.locate.Locator;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.portal.Environment;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.portal.PortalFiles;
import dev.gatehouse.sandbox.Sandbox;
import dev.gatehouse.sandbox.SandboxAccount;
import dev.gatehouse.sandbox.SandboxSettings;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The flows with what they work on: the embedded portals, a real browser, the definitions, and time
 * that only the test moves on. One for each test class; {@link #reset} before each test.
 */
final class Desk implements AutoCloseable {

  private static final String EMBEDDED = "sandbox:";

  final SettableClock clock = new SettableClock();
  final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withClock(clock));
  final Definitions definitions = Definitions.load(Path.of("portals"));
  final List<Duration> pauses = new ArrayList<>();

  private Locator locator = new Locator();
  private final Browsers browsers = new Browsers(Machine.current());
  private final Engine engine;
  private final Map<String, Portal> redefined = new LinkedHashMap<>();
  private Runnable meanwhile = () -> {};
  private Ledgers ledgers = newLedgers();
  private KeptSessions sessions = new SessionsInMemory();
  private Flows flows;
  private @Nullable BrowserSession session;

  Desk() {
    engine = browsers.launch(browsers.find(false).orElseThrow(), false);
    flows = newFlows();
  }

  private Ledgers newLedgers() {
    return new Ledgers(
        new AttemptsInMemory(),
        new SubmissionsInMemory(clock, "run-1"),
        new CodesInMemory(),
        new LeasesInMemory(clock, "run-1"));
  }

  private Flows newFlows() {
    sessions = new SessionsInMemory();
    return new Flows(
        clock,
        this::pause,
        new OneTimeCodes(clock, this::pause),
        sessions,
        site -> ledgers,
        Path.of("").toAbsolutePath());
  }

  private void pause(Duration time) {
    pauses.add(time);
    clock.advance(time);
    meanwhile.run();
  }

  /** Has everything as it was at the start. */
  void reset() {
    leave();
    sandbox.latency(Duration.ZERO);
    sandbox.reset();
    redefined.clear();
    locator = new Locator();
    pauses.clear();
    meanwhile = () -> {};
    clock.reset();
    ledgers = newLedgers();
    flows = newFlows();
  }

  /** Has something happen each time the flows let time pass. */
  void duringPauses(Runnable action) {
    meanwhile = action;
  }

  /** Has visits from now on learn, and use what was learned. */
  void learnIn(LearnedLocators learned) {
    locator = new Locator(learned);
  }

  Flows flows() {
    return flows;
  }

  /** Defines a portal as its file would, in place of the project's own. */
  Portal define(String name, String yaml) {
    try {
      Path folder = Files.createTempDirectory("definitions");
      Path file = folder.resolve(name + ".yaml");
      try {
        Files.createDirectory(folder.resolve("entities"));
        Files.writeString(file, "schema: 1\nname: " + name + "\n" + yaml);
        Portal portal = PortalFiles.load(folder).named(name).orElseThrow();
        redefined.put(name, portal);
        return portal;
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder.resolve("entities"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a portal defined otherwise. */
  void redefine(Portal portal) {
    redefined.put(portal.name(), portal);
  }

  Portal portal(String name) {
    return Optional.ofNullable(redefined.get(name))
        .or(() -> definitions.portals().named(name))
        .orElseThrow();
  }

  Form form(String portal, String form) {
    return Objects.requireNonNull(portal(portal).forms().get(form));
  }

  /** Returns an account of an embedded portal: main, wrong, unknown, spare, locked. */
  Account account(String portal, String name) {
    SandboxAccount seeded = sandbox.account(portal, name);
    return new Account(
        portal,
        name,
        seeded.username(),
        new Secret(seeded.password()),
        seeded.totpSeed().map(Secret::new));
  }

  /** Begins a visit in a browser session of its own, signed out. */
  Visit visit(String portal) {
    return visit(portal, SessionOptions.PLAIN);
  }

  Visit visit(String portal, SessionOptions options) {
    return visit(portal, options, SecretScope.none());
  }

  /** Begins a visit that is recorded as far as the scope has it. */
  Visit visit(String portal, SessionOptions options, SecretScope secrets) {
    leave();
    session = engine.open(options);
    secrets.enter(session, false);
    return new Visit(site(portal(portal)), session, locator, false, this::begin, secrets);
  }

  private BrowserSession begin(Optional<SessionOptions.BasicCredentials> credentials) {
    leave();
    session =
        engine.open(
            credentials
                .map(SessionOptions.PLAIN::withBasicCredentials)
                .orElse(SessionOptions.PLAIN));
    return session;
  }

  private Site site(Portal portal) {
    Environment here = portal.environments().values().iterator().next();
    URI base = URI.create(resolve(here.address()));
    Set<String> origins = new LinkedHashSet<>();
    origins.add(Site.origin(base.toString()));
    here.allowedOrigins().forEach(origin -> origins.add(Site.origin(resolve(origin))));
    return new Site(portal, "sandbox", base, origins);
  }

  private String resolve(String address) {
    return address.startsWith(EMBEDDED)
        ? sandbox.address(address.substring(EMBEDDED.length()))
        : address;
  }

  /** Returns the folder of the browser's driver. */
  Path driver() {
    return browsers.unpackDriver();
  }

  /** Returns the session kept for the account that works, if there is one. */
  Optional<KeptSession> kept(String portal) {
    Site site = site(portal(portal));
    return sessions.find(
        new KeptSession.Key(site.environment(), portal, "main", site.portal().risk()));
  }

  /** Signs in, in a session of its own. */
  Outcome signIn(String portal, String account) {
    return flows.signIn(visit(portal), account(portal, account));
  }

  /** Signs in as the account that works and returns the visit. */
  Visit signedIn(String portal) {
    Visit visit = visit(portal);
    Outcome outcome = flows.signIn(visit, account(portal, "main"));
    if (!outcome.succeeded()) {
      throw new AssertionError(outcome.toString());
    }
    return visit;
  }

  private void leave() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  @Override
  public void close() {
    leave();
    engine.close();
    sandbox.close();
  }
}
