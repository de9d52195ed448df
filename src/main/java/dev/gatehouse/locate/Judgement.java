package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.Optional;

/** What learned locators and recognition together say of a control. */
public sealed interface Judgement {

  /** Returns the control to use, if there is one. */
  default Optional<Located> control() {
    if (this instanceof Known known) {
      return Optional.of(known.located());
    }
    if (this instanceof Fresh fresh) {
      return Optional.of(fresh.located());
    }
    return this instanceof Healed healed ? Optional.of(healed.located()) : Optional.empty();
  }

  /** Returns the control that was found, whether it may be used or not. */
  default Optional<Located> suggested() {
    return this instanceof Refused refused ? Optional.of(refused.located()) : control();
  }

  /** Returns whether something is not where it was learned to be, whether it may be used or not. */
  default boolean isChange() {
    return this instanceof Healed || this instanceof Refused;
  }

  /** Where it was learned or pinned to be; nothing changed. */
  record Known(Located located) implements Judgement {}

  /** Recognised, and never learned before. */
  record Fresh(Located located) implements Judgement {}

  /** No longer where it was learned to be, and clearly recognised elsewhere. */
  record Healed(Located located, Healing healing) implements Judgement {}

  /** Clearly recognised elsewhere, yet it must not be used. */
  record Refused(Located located, Healing healing, Why why, long rejectedAs) implements Judgement {}

  /** Neither learned nor recognised here. */
  record Absent() implements Judgement {}

  /** Why a healing is not used. */
  enum Why {
    /** What it does cannot be taken back, and nobody has approved it. */
    UNAPPROVED,
    /** A person rejected it. */
    REJECTED,
    /** Something else fits nearly as well. */
    TOO_CLOSE
  }
}
