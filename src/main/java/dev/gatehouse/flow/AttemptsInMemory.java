package dev.gatehouse.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The attempt budget of portals that live no longer than this process. Thread-safe. */
public final class AttemptsInMemory implements AttemptBudget {

  private record Account(String environment, String portal, String username) {
    static Account of(Key key) {
      return new Account(key.environment(), key.portal(), key.username());
    }
  }

  // Refusals are numbered, so that a success clears those before its own beginning and no other.
  private record Tally(int refused, int cleared, int open, boolean locked) {
    static final Tally NONE = new Tally(0, 0, 0, false);

    Tally begun() {
      return new Tally(refused, cleared, open + 1, locked);
    }

    Tally settled(Ending ending, int refusedBefore) {
      return switch (ending) {
        case ACCEPTED -> new Tally(refused, Math.max(cleared, refusedBefore), open - 1, locked);
        case REFUSED -> new Tally(refused + 1, cleared, open - 1, locked);
        case LOCKED -> new Tally(refused, cleared, open - 1, true);
        case NOT_JUDGED -> new Tally(refused, cleared, open - 1, locked);
      };
    }

    Standing standing() {
      return new Standing(refused - cleared + open, locked);
    }
  }

  private final Map<Account, Tally> tallies = new HashMap<>();

  @Override
  public synchronized Standing standing(Key key) {
    return tally(Account.of(key)).standing();
  }

  private Tally tally(Account account) {
    return tallies.getOrDefault(account, Tally.NONE);
  }

  @Override
  public synchronized Optional<Attempt> claim(Key key, int most, Duration lasts) {
    Account account = Account.of(key);
    Tally before = tally(account);
    if (before.locked() || before.standing().refusals() >= most) {
      return Optional.empty();
    }
    tallies.put(account, before.begun());
    return Optional.of(ending -> settle(account, ending, before.refused()));
  }

  private synchronized void settle(Account account, Ending ending, int refusedBefore) {
    tallies.put(account, tally(account).settled(ending, refusedBefore));
  }

  @Override
  public String resetBy(Key key) {
    return "start another run, which begins anew with its own embedded portals";
  }
}
