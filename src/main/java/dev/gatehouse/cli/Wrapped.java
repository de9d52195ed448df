package dev.gatehouse.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks sentences into lines. */
final class Wrapped {

  private Wrapped() {}

  /** Returns lines of at most so many characters, broken at spaces; a longer word stays whole. */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
