package dev.gatehouse.learned;

import dev.gatehouse.locate.Anchor;
import dev.gatehouse.locate.Fingerprint;
import dev.gatehouse.locate.Healing;
import dev.gatehouse.locate.LearnedLocator;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.storage.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A process that learns, and heals, as a run does: database, its name, how often. */
final class LearningProcess {

  static final String PORTAL = "desk";

  private LearningProcess() {}

  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    LocatorStore store = new LocatorStore(() -> Database.open(file), Clock.systemUTC(), args[1]);
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      Purpose own = new Purpose("form " + args[1], "field-" + i, RiskTier.FILL);
      Purpose shared = new Purpose("form shared", "field-" + i, RiskTier.FILL);
      store.learn("sandbox", PORTAL, Map.of(own, locator("own"), shared, locator(args[1])));
      long id = store.propose("sandbox", PORTAL, healing(), Optional.of(new byte[] {1}));
      store.proved(id, 0);
    }
  }

  private static Healing healing() {
    Purpose submit = new Purpose("sign-in", "submit", RiskTier.SIGN_IN);
    return new Healing(submit, "button \"Go\"", locator("send"), 96, Optional.empty(), 0);
  }

  private static LearnedLocator locator(String id) {
    return new LearnedLocator(
        new Anchor(Anchor.Kind.ID, id),
        new Fingerprint(new TreeMap<>(Map.of("id", id))),
        "button \"" + id + "\"");
  }
}
