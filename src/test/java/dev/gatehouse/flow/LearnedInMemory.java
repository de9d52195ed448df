package dev.gatehouse.flow;

import dev.gatehouse.locate.Healing;
import dev.gatehouse.locate.LearnedLocator;
import dev.gatehouse.locate.LearnedLocators;
import dev.gatehouse.locate.PortalMemory;
import dev.gatehouse.locate.Purpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Learned locators of one portal, until they are frozen: then nothing more is learned. */
final class LearnedInMemory implements LearnedLocators {

  private final Map<String, PortalMemory.Entry> entries = new LinkedHashMap<>();
  private boolean frozen;

  /** Has nothing more be learned. */
  void freeze() {
    frozen = true;
  }

  @Override
  public PortalMemory find(String environment, String portal) {
    return new PortalMemory(List.copyOf(entries.values()), List.of());
  }

  @Override
  public void learn(String environment, String portal, Map<Purpose, LearnedLocator> locators) {
    if (!frozen) {
      locators.forEach(
          (purpose, locator) ->
              entries.putIfAbsent(
                  purpose.describe(),
                  new PortalMemory.Entry(
                      entries.size() + 1L, purpose.flow(), purpose.name(), locator)));
    }
  }

  @Override
  public long propose(
      String environment, String portal, Healing healing, Optional<byte[]> screenshot) {
    return 1;
  }

  @Override
  public void proved(long healing, int approveAfter) {}
}
