package dev.gatehouse.lint;

import dev.gatehouse.problem.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a feature file that knows where each of its characters stands, also where an example's
 * values took the place of {@code <names>}.
 *
 * @param text the text
 * @param pieces where its parts come from, by their beginnings; at least one
 */
record SourceText(String text, List<Piece> pieces) {

  private static final Pattern PLACEHOLDER = Pattern.compile("<([^<>]+)>");

  /**
   * A part.
   *
   * @param start where it begins in the text, counted from 0
   * @param at where it begins in the file
   */
  record Piece(int start, Position at) {
    Position at(int offset) {
      return at.column() == 0 ? at : at.in(at.line(), at.column() + offset - start);
    }
  }

  SourceText {
    pieces = List.copyOf(pieces);
  }

  static SourceText of(String text, Position at) {
    return new SourceText(text, List.of(new Piece(0, at)));
  }

  /** Returns where it begins. */
  Position at() {
    return at(0);
  }

  /** Returns where the character at an offset stands. */
  Position at(int offset) {
    Piece last = pieces.get(0);
    for (Piece piece : pieces) {
      if (piece.start() <= offset) {
        last = piece;
      }
    }
    return last.at(offset);
  }

  /** Returns the names that stand between {@code <} and {@code >}. */
  List<String> placeholders() {
    return PLACEHOLDER.matcher(text).results().map(result -> result.group(1)).toList();
  }

  /** Returns the text with an example's values in the place of their names. */
  SourceText with(Map<String, SourceText> example) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    List<Piece> parts = new ArrayList<>(List.of(new Piece(0, at())));
    while (matcher.find()) {
      SourceText value = example.get(matcher.group(1));
      if (value != null) {
        matcher.appendReplacement(filled, "");
        parts.add(new Piece(filled.length(), value.at()));
        filled.append(value.text());
        parts.add(new Piece(filled.length(), at(matcher.end())));
      }
    }
    return new SourceText(matcher.appendTail(filled).toString(), parts);
  }
}
