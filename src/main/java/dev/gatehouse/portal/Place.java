package dev.gatehouse.portal;

import java.util.List;
import java.util.Optional;

/**
 * A named page of a portal.
 *
 * @param name what feature files call it
 * @param page its path or address, if it has one
 * @param follow the links to click instead, by their texts, in order from where one is signed in
 * @param shows a text that proves one is there
 */
public record Place(String name, Optional<String> page, List<String> follow, Marks shows) {
  public Place {
    follow = List.copyOf(follow);
  }
}
