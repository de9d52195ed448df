package dev.gatehouse.flow;

import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.outcome.Outcome.NeedsPerson;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.secret.Account;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps automation from locking an account: the attempt that may be the last one before a lockout
 * is left to a person, and an account that is locked is not tried again. Remembers as long as the
 * process lives. Thread-safe.
 */
final class AttemptBudget {

  /** Portals lock an account at the fifth refusal in a row, few earlier; one is kept back. */
  private static final int REFUSALS = 4;

  private static final int LOCKED = Integer.MAX_VALUE;

  private record Key(String environment, String portal, String username) {}

  private final Map<Key, Integer> refusals = new ConcurrentHashMap<>();

  /** Returns why nothing may be sent for the account now, if so. */
  Optional<Outcome> refusal(Site site, Account account) {
    int count = refusals.getOrDefault(key(site, account), 0);
    if (count == LOCKED) {
      return Optional.of(
          new Failed(
              FailureKind.ACCOUNT_LOCKED,
              "The portal said before that the account is locked; nothing was sent. Unlock it with"
                  + " the portal's own help first.",
              Evidence.NONE));
    }
    if (count >= REFUSALS) {
      return Optional.of(
          new NeedsPerson(
              PersonReason.LAST_ATTEMPT,
              "The portal refused the account %d times in a row; nothing was sent, since one more refusal may lock it. %s"
                  .formatted(count, PersonReason.LAST_ATTEMPT.advice()),
              Evidence.NONE));
    }
    return Optional.empty();
  }

  /** Takes note of how an attempt ended. */
  void note(Site site, Account account, Outcome outcome) {
    Key key = key(site, account);
    if (outcome.succeeded()) {
      refusals.remove(key);
    } else if (outcome instanceof Failed failed) {
      if (failed.kind() == FailureKind.ACCOUNT_LOCKED) {
        refusals.put(key, LOCKED);
      } else if (failed.kind() == FailureKind.INVALID_CREDENTIALS) {
        refusals.merge(key, 1, Integer::sum);
      }
    }
  }

  private static Key key(Site site, Account account) {
    return new Key(site.environment(), site.portal().name(), account.username());
  }
}
