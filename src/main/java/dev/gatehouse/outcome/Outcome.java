package dev.gatehouse.outcome;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How a business action on a portal ended. Immutable; exactly one of three. */
public sealed interface Outcome {

  /** Returns what the outcome rests on. */
  Evidence evidence();

  /** Returns the outcome in one sentence, for a person. */
  String message();

  /** Returns whether the action achieved what it was for. */
  default boolean succeeded() {
    return this instanceof Done;
  }

  /**
   * Returns the short name reports group by: {@code Done}, {@code Portal down}, {@code CAPTCHA}.
   */
  String title();

  /**
   * The action achieved what it was for.
   *
   * @param message what was achieved, one sentence
   * @param validUntil until when it holds (a session), if that is known
   * @param reference the portal's own number for it (a receipt), if there is one
   */
  record Done(
      String message, Optional<Instant> validUntil, Optional<String> reference, Evidence evidence)
      implements Outcome {
    public Done {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(evidence, "evidence");
    }

    /** Returns a success that has neither an end nor a reference. */
    public static Done of(String message, Evidence evidence) {
      return new Done(message, Optional.empty(), Optional.empty(), evidence);
    }

    @Override
    public String title() {
      return "Done";
    }
  }

  /**
   * The action failed.
   *
   * @param kind which of the known ways
   * @param message what happened, found, expected
   */
  record Failed(FailureKind kind, String message, Evidence evidence) implements Outcome {
    public Failed {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(evidence, "evidence");
    }

    @Override
    public String title() {
      return kind.title();
    }
  }

  /**
   * The action cannot go on without a person.
   *
   * @param reason why
   * @param message what was found and what the person should do
   */
  record NeedsPerson(PersonReason reason, String message, Evidence evidence) implements Outcome {
    public NeedsPerson {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(evidence, "evidence");
    }

    @Override
    public String title() {
      return reason.title();
    }
  }
}
