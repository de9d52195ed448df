package dev.gatehouse.app;

import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.CheckpointCopy;
import dev.gatehouse.audit.EventEntries;
import dev.gatehouse.outcome.Event;
import dev.gatehouse.secret.SecretAccess;
import dev.gatehouse.storage.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the journal is told to the audit log, which is opened in the background. The first
 * time that fails, it has the run stopped: nothing is done at a portal that nothing would tell of.
 * Thread-safe.
 */
final class RunAudit implements Consumer<Event>, AutoCloseable {

  private final CompletableFuture<AuditLog> log;
  private final EventEntries entries;
  private final AtomicReference<@Nullable AuditException> failure = new AtomicReference<>();
  private volatile Runnable whenFailed = () -> {};

  /**
   * @param cleaner takes secrets out of texts
   * @param keys opens the log
   * @param database gets a copy of the entries
   * @param run whose it is
   */
  RunAudit(
      Settings settings,
      Clock clock,
      UnaryOperator<String> cleaner,
      AuditKeys keys,
      Supplier<Database> database,
      String run) {
    this.entries =
        new EventEntries(
            settings.environment(), settings.user(), MachineName.of(settings.variables()));
    AuditSettings kept = settings(settings, cleaner).withDatabase(database);
    this.log = CompletableFuture.supplyAsync(() -> open(keys.open(kept), clock, run));
  }

  // That the key was read can be written down only once it was.
  private AuditLog open(AuditKeys.Opened opened, Clock clock, String run) {
    opened
        .store()
        .ifPresent(
            place ->
                opened
                    .log()
                    .append(
                        entries.of(
                            AccessEvents.event(
                                new SecretAccess(
                                    AuditKeyInStore.NAME,
                                    1,
                                    "sign the audit log",
                                    "run " + run,
                                    clock.instant(),
                                    SecretAccess.Result.READ),
                                run,
                                place))));
    return opened.log();
  }

  /** Returns when the log is open, or could not be opened. */
  void awaitOpen() {
    Optional<AuditLog> unused = log.handle((opened, failed) -> Optional.ofNullable(opened)).join();
  }

  /** Returns how the project's log is kept, without its copy in the database. */
  static AuditSettings settings(Settings settings, UnaryOperator<String> cleaner) {
    return AuditSettings.of(
            settings.audit(), settings.user(), MachineName.of(settings.variables()), cleaner)
        .withCopies(copies(settings));
  }

  private static List<CheckpointCopy> copies(Settings settings) {
    Map<String, String> variables = settings.variables();
    List<CheckpointCopy> copies = new ArrayList<>();
    String folder = variables.getOrDefault("GATEHOUSE_AUDIT_COPY_DIR", "");
    if (!folder.isEmpty()) {
      copies.add(CheckpointCopy.toFolder(Path.of(folder)));
    }
    String command = variables.getOrDefault("GATEHOUSE_AUDIT_COPY_COMMAND", "");
    if (!command.isEmpty()) {
      boolean windows = System.getProperty("os.name", "").startsWith("Windows");
      copies.add(
          CheckpointCopy.toCommand(
              windows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command)));
    }
    TimeStampSettings.of(variables, settings.audit()).ifPresent(copies::add);
    return copies;
  }

  /** Has something done, once, on the first failure; it must not wait for the caller's thread. */
  void whenFailed(Runnable action) {
    whenFailed = action;
  }

  /**
   * Returns when the log can be written.
   *
   * @throws AuditException when it cannot
   */
  AuditLog log() {
    try {
      return log.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AuditException unusable) {
        throw unusable;
      }
      throw e;
    }
  }

  /**
   * Returns when an action can be written down.
   *
   * @throws AuditException when it cannot
   */
  void ready() {
    AuditException known = failure.get();
    if (known != null) {
      throw known;
    }
    log();
  }

  @Override
  public void accept(Event event) {
    try {
      log().append(entries.of(event));
    } catch (AuditException e) {
      AuditException told =
          new AuditException(
              "%s%nNot in it: %s at %s%s, which ended as \"%s\"."
                  .formatted(
                      e.getMessage(),
                      event.action(),
                      event.portal(),
                      event.entity().isEmpty() ? "" : " for " + event.entity(),
                      event.outcome().title()),
              e);
      if (failure.compareAndSet(null, told)) {
        whenFailed.run();
      }
      throw told;
    }
  }

  /** Returns why the log could not be written, once it could not. */
  Optional<AuditException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /**
   * Signs what was written and closes the log.
   *
   * @throws AuditException when that fails, and nothing else failed before
   */
  @Override
  public void close() {
    log.handle((opened, failed) -> Optional.ofNullable(opened)).join().ifPresent(AuditLog::close);
  }
}
