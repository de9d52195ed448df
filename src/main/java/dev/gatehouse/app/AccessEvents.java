package dev.gatehouse.app;

import dev.gatehouse.outcome.Event;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Journal;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.secret.SecretAccess;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** Puts every access to a secret in the journal: what, what for, for whom; never the value. */
final class AccessEvents implements Consumer<SecretAccess> {

  /** The action such events have. */
  static final String ACTION = "read-secret";

  private final Journal journal;
  private final String run;
  private final String place;

  /**
   * @param place the store, as its messages name it
   */
  AccessEvents(Journal journal, String run, String place) {
    this.journal = journal;
    this.run = run;
    this.place = place;
  }

  @Override
  public void accept(SecretAccess access) {
    journal.record(event(access, run, place));
  }

  /** Returns the event of an access. */
  static Event event(SecretAccess access, String run, String place) {
    return new Event(
        UUID.randomUUID(),
        run,
        access.caller(),
        access.when(),
        Duration.ZERO,
        ACTION,
        access.name().scope(),
        "",
        outcome(access, place));
  }

  private static Outcome outcome(SecretAccess access, String place) {
    String what = "%s in %s, to %s".formatted(access.name(), place, access.purpose());
    return switch (access.result()) {
      case READ -> done("Read version " + access.version() + " of " + what);
      case CACHED -> done("Gave out again version " + access.version() + " of " + what);
      case ABSENT -> done("Looked for " + what + ": it is not there");
      case REFUSED ->
          new Outcome.Failed(FailureKind.INPUT_INVALID, "Was refused " + what, Evidence.NONE);
    };
  }

  private static Outcome done(String message) {
    return Outcome.Done.of(message, Evidence.NONE);
  }
}
