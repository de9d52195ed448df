package dev.gatehouse.flow;

import dev.gatehouse.flow.AttemptBudget.Attempt;
import dev.gatehouse.flow.AttemptBudget.Ending;
import dev.gatehouse.flow.AttemptBudget.Standing;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.outcome.Outcome.NeedsPerson;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.secret.Account;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one sign-in to the account's budget: claims before each time the password is sent, settles
 * after it. The attempt that may be the last one before a lockout is left to a person, and an
 * account that is locked is not tried again. Used by one thread.
 */
final class AttemptGuard {

  private static final Logger log = LoggerFactory.getLogger(AttemptGuard.class);

  /** A sign-in ends at the portal's deadline; this long after it, it is over for sure. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final AttemptBudget budget;
  private final UsedCodes codes;
  private final AttemptBudget.Key key;
  private final int most;
  private final Duration lasts;
  private Optional<Attempt> claimed = Optional.empty();

  AttemptGuard(Ledgers ledgers, Site site, Account account) {
    this.budget = ledgers.attempts();
    this.codes = ledgers.codes();
    this.key = key(site, account);
    this.most = site.portal().login().attemptsBeforeLockout() - 1;
    this.lasts = site.portal().deadline().plus(MARGIN);
  }

  static AttemptBudget.Key key(Site site, Account account) {
    return new AttemptBudget.Key(
        site.environment(), site.portal().name(), account.name(), account.username());
  }

  /** Returns why nothing may be sent for the account now, if so. */
  Optional<Outcome> refusal() {
    Standing standing = budget.standing(key);
    return standing.locked() || standing.refusals() >= most
        ? Optional.of(refusal(standing))
        : Optional.empty();
  }

  private Outcome refusal(Standing standing) {
    return standing.locked()
        ? new Failed(
            FailureKind.ACCOUNT_LOCKED,
            "The portal said before that the account is locked; nothing was sent. Unlock it with the portal's own help first, then %s."
                .formatted(budget.resetBy(key)),
            Evidence.NONE)
        : new NeedsPerson(
            PersonReason.LAST_ATTEMPT,
            "The portal refused the account %d times in a row; nothing was sent, since one more refusal may lock it. %s Then %s."
                .formatted(
                    standing.refusals(), PersonReason.LAST_ATTEMPT.advice(), budget.resetBy(key)),
            Evidence.NONE);
  }

  /**
   * Claims an attempt, just before the password is sent; one claim holds until it is settled.
   *
   * @return why it must not be sent, if so
   */
  Optional<Outcome> claim() {
    if (claimed.isEmpty()) {
      claimed = budget.claim(key, most, lasts);
    }
    return claimed.isPresent() ? Optional.empty() : Optional.of(refusal(budget.standing(key)));
  }

  /** Claims the one-time code of a time step, just before it is typed. */
  boolean claimCode(long step) {
    return codes.claim(key, step);
  }

  /** Takes note of how the attempt ended. */
  void settle(Outcome outcome) {
    Ending ending = ending(outcome);
    if (claimed.isEmpty() && (ending == Ending.LOCKED || isInvalid(outcome))) {
      // It was refused for the user name alone, before the password was asked for.
      claimed = budget.claim(key, Integer.MAX_VALUE, lasts);
    }
    try {
      claimed.ifPresent(attempt -> attempt.settle(ending));
    } catch (RecordUnavailable e) {
      log.warn(
          "How a sign-in to {} ended could not be recorded, so it counts as a refusal: {}",
          key.portal(),
          e.getMessage());
    }
    claimed = Optional.empty();
  }

  // Where it is not known what the portal thought of the password, it may have counted it.
  private static Ending ending(Outcome outcome) {
    if (outcome instanceof Done) {
      return Ending.ACCEPTED;
    }
    if (outcome instanceof NeedsPerson person) {
      return person.reason() == PersonReason.ONE_TIME_CODE
              || person.reason() == PersonReason.CONSENT
          ? Ending.NOT_JUDGED
          : Ending.REFUSED;
    }
    return switch (((Failed) outcome).kind()) {
      case ACCOUNT_LOCKED -> Ending.LOCKED;
      case PORTAL_DOWN, RATE_LIMITED -> Ending.NOT_JUDGED;
      default -> Ending.REFUSED;
    };
  }

  private static boolean isInvalid(Outcome outcome) {
    return outcome instanceof Failed failed && failed.kind() == FailureKind.INVALID_CREDENTIALS;
  }
}
