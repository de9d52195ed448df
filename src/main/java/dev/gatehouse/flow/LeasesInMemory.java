package dev.gatehouse.flow;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has which account of portals that live no longer than this process. Thread-safe. */
public final class LeasesInMemory implements SessionLeases {

  private record Lease(String holder, Instant since, Instant until) {}

  private final Clock clock;
  private final String run;
  private final Map<List<String>, Lease> leases = new HashMap<>();

  /**
   * @param run the run of this process
   */
  public LeasesInMemory(Clock clock, String run) {
    this.clock = clock;
    this.run = run;
  }

  private static List<String> whose(AttemptBudget.Key key) {
    return List.of(key.environment(), key.portal(), key.username());
  }

  @Override
  public synchronized Optional<Use> take(AttemptBudget.Key key, String holder) {
    Instant now = clock.instant();
    Lease before = leases.get(whose(key));
    boolean mine = before != null && before.holder().equals(holder);
    if (before != null && !mine && before.until().isAfter(now)) {
      return Optional.of(new Use(run, before.since()));
    }
    Instant since = before != null && mine ? before.since() : now;
    leases.put(whose(key), new Lease(holder, since, now.plus(LASTS)));
    return Optional.empty();
  }

  @Override
  public synchronized void giveBack(AttemptBudget.Key key, String holder) {
    Lease lease = leases.get(whose(key));
    if (lease != null && lease.holder().equals(holder)) {
      leases.remove(whose(key));
    }
  }
}
