package dev.gatehouse.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** Where things of one kind are kept. */
interface Shelf {

  /**
   * Looks through it; changes nothing.
   *
   * @param before what is older is too old
   * @param held the entities whose things stay
   */
  Found look(Instant before, Set<String> held) throws IOException;

  /** Removes what was found too old. */
  void remove(Found.Item item) throws IOException;
}
