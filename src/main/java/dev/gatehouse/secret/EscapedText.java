package dev.gatehouse.secret;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with what its places read as, remembered for a while. Used by one thread. */
final class EscapedText {

  private static final int REMEMBERED = 1024;

  private record Place(int index, List<Reading> readings) {}

  private final String text;
  private final @Nullable Place[] places = new Place[REMEMBERED];

  EscapedText(String text) {
    this.text = text;
  }

  int length() {
    return text.length();
  }

  char charAt(int index) {
    return text.charAt(index);
  }

  /** Returns whether the text ends at the index or says that it was cut there. */
  boolean cutAt(int index) {
    if (index >= text.length()) {
      return true;
    }
    char c = text.charAt(index);
    return c == '…' || (c == '.' && text.startsWith("...", index));
  }

  /** Returns every way to read a character at an index; none at the text's end. */
  List<Reading> at(int index) {
    if (index >= text.length()) {
      return List.of();
    }
    int slot = index % REMEMBERED;
    Place place = places[slot];
    if (place == null || place.index() != index) {
      place = new Place(index, Reading.at(text, index));
      places[slot] = place;
    }
    return place.readings();
  }
}
