package dev.gatehouse.locate;

import java.util.Map;
import java.util.Optional;

/**
 * Keeps learned locators and proposed healings, per environment and portal, whatever the account.
 * Thread-safe, and safe to be used by several processes at once.
 */
public interface LearnedLocators {

  /** The store cannot be read or written; the message says which and what to do. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Returns all that is known of a portal, by one query.
   *
   * @throws Unavailable when the store cannot be read
   */
  PortalMemory find(String environment, String portal);

  /**
   * Learns locators; where one is known already, that one stays.
   *
   * @throws Unavailable when the store cannot be written
   */
  void learn(String environment, String portal, Map<Purpose, LearnedLocator> locators);

  /**
   * Keeps a healing for a person to decide on. One that was proposed before is counted, not kept
   * again.
   *
   * @param screenshot a PNG of the page it was found on, if there is one
   * @return its number
   * @throws Unavailable when the store cannot be written
   */
  long propose(String environment, String portal, Healing healing, Optional<byte[]> screenshot);

  /**
   * Counts that a flow reached its end through a proposed healing.
   *
   * @param approveAfter how often makes it permanent; 0 for never
   * @throws Unavailable when the store cannot be written
   */
  void proved(long healing, int approveAfter);

  /** Returns a store that remembers nothing. */
  static LearnedLocators none() {
    return new LearnedLocators() {
      @Override
      public PortalMemory find(String environment, String portal) {
        return PortalMemory.EMPTY;
      }

      @Override
      public void learn(String environment, String portal, Map<Purpose, LearnedLocator> locators) {}

      @Override
      public long propose(
          String environment, String portal, Healing healing, Optional<byte[]> screenshot) {
        return 0;
      }

      @Override
      public void proved(long healing, int approveAfter) {}
    };
  }
}
