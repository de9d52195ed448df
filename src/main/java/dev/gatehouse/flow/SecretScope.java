package dev.gatehouse.flow;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.browser.WebPage;
import dev.gatehouse.secret.BrowserState;
import dev.gatehouse.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what records a scenario's sessions from ever seeing a secret typed: recording stops before
 * the first is, and goes on, afresh, once every document that was open then has gone. What was
 * recorded in between the secrets is kept in parts. Whoever cleans texts is told of secrets that
 * come up on the way: codes, cookies. Not thread-safe.
 */
public final class SecretScope {

  private static final Logger log = LoggerFactory.getLogger(SecretScope.class);
  private static final Duration READ = Duration.ofSeconds(3);

  /** Tells one document from all others, however alike they look. */
  private static final String DOCUMENT = "() => String(performance.timeOrigin)";

  /** Beyond this the rest is left out: a trace is held in memory until the scenario ends. */
  private static final int MOST_BYTES = 64 << 20;

  private final boolean records;
  private final Consumer<Secret> watch;
  private final List<byte[]> parts = new ArrayList<>();
  private final Set<String> typedIn = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private @Nullable BrowserSession session;
  private boolean recording;
  private boolean suspended;
  private boolean forGood;
  private int bytes;

  /**
   * @param records whether sessions are recorded at all
   * @param watch is told of secrets that are not among the account's
   */
  public SecretScope(boolean records, Consumer<Secret> watch) {
    this.records = records;
    this.watch = watch;
  }

  /** Returns one that records nothing and tells nobody. */
  public static SecretScope none() {
    return new SecretScope(false, secret -> {});
  }

  /**
   * Records a session from here on, in place of the one before.
   *
   * @param answersChallenges whether it sends a password with every request; then it is not
   *     recorded
   */
  public void enter(BrowserSession opened, boolean answersChallenges) {
    leave();
    session = opened;
    typedIn.clear();
    suspended = answersChallenges;
    forGood = answersChallenges;
    start();
  }

  /** Ends recording the session, which is about to be closed. */
  public void leave() {
    keepPart();
    session = null;
  }

  /** Stops recording: a secret is about to be typed in a page of the session. */
  void typing() {
    if (!records || session == null || forGood) {
      return;
    }
    keepPart();
    suspended = true;
    Optional<Set<String>> open = openDocuments(session);
    open.ifPresent(typedIn::addAll);
    // What cannot be told from others may be there for ever.
    forGood = open.isEmpty();
  }

  /** Goes on recording if every document that was open while a secret was typed has gone. */
  void goOn() {
    if (!records || session == null || !suspended || forGood) {
      return;
    }
    Optional<Set<String>> open = openDocuments(session);
    if (open.isPresent() && open.get().stream().noneMatch(typedIn::contains)) {
      suspended = false;
      start();
    }
  }

  /** Says what is no secret, although a browser may store it: whom somebody signs in as. */
  public void tells(String username) {
    told.add(username);
  }

  /** Has a secret that came up on the way cleaned out of whatever is written. */
  void watch(String secret) {
    watch.accept(new Secret(secret));
  }

  /** The same for all that is secret in a browser's state. */
  public void watchState(String state) {
    BrowserState.secrets(state).stream()
        .filter(value -> !told.contains(value))
        .forEach(this::watch);
  }

  /** Ends recording and returns what was recorded, in parts, uncleaned. */
  public List<byte[]> parts() {
    keepPart();
    return List.copyOf(parts);
  }

  /** Ends recording and throws away what was recorded. */
  public void discard() {
    if (recording && session != null) {
      session.trace().discard();
    }
    recording = false;
    suspended = true;
    forGood = true;
    parts.clear();
  }

  private void start() {
    if (!records || session == null || suspended || bytes > MOST_BYTES) {
      return;
    }
    try {
      session.trace().start();
      recording = true;
    } catch (BrowserException e) {
      log.warn("No trace is recorded of this session: {}", e.getMessage());
    }
  }

  private void keepPart() {
    if (!recording || session == null) {
      return;
    }
    recording = false;
    try {
      byte[] part = session.trace().stop();
      // Cookies of before the next secret, and what the page has stored.
      watchState(session.state());
      bytes += part.length;
      if (bytes <= MOST_BYTES) {
        parts.add(part);
      }
    } catch (BrowserException e) {
      session.trace().discard();
      log.warn("A part of this scenario's trace is lost: {}", e.getMessage());
    }
  }

  private static Optional<Set<String>> openDocuments(BrowserSession session) {
    try {
      Set<String> documents = new HashSet<>();
      for (WebPage page : session.pages()) {
        page.readFrames(DOCUMENT, "", READ).stream()
            .filter(FrameReading::main)
            .map(FrameReading::value)
            .forEach(documents::add);
      }
      return Optional.of(documents);
    } catch (BrowserException unread) {
      return Optional.empty();
    }
  }
}
