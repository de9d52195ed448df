package dev.gatehouse.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The used codes of portals that live no longer than this process. Thread-safe. */
public final class CodesInMemory implements UsedCodes {

  private final Map<List<String>, Long> last = new HashMap<>();

  @Override
  public synchronized boolean claim(AttemptBudget.Key key, long step) {
    List<String> whose = List.of(key.environment(), key.portal(), key.username());
    Long before = last.get(whose);
    if (before != null && before >= step && before <= step + FAR_STEPS) {
      return false;
    }
    last.put(whose, step);
    return true;
  }
}
