package dev.gatehouse.portal;

import java.util.regex.Pattern;

/**
 * Writes texts that others chose into Markdown, so that they stand there as they are: neither
 * Markdown (CommonMark 0.31, GitHub's tables) nor HTML in them has any effect.
 */
final class Markdown {

  // CommonMark lets a backslash precede any ASCII punctuation. & < > are written as entities, since
  // not every renderer honours a backslash there. @ and : are taken apart by nothing but autolinks.
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()#+\\-.!|~=:@\"'^$/]");

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  /** Control characters and those that turn the direction of writing. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  private Markdown() {}

  /** Returns a text on one line. */
  static String text(String text) {
    return SPECIAL
        .matcher(oneLine(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        .replaceAll("\\\\$0");
  }

  /** Returns a text as code, on one line, in a table's cell. */
  static String codeInTable(String text) {
    String line = oneLine(text);
    int longestRun =
        BACKTICKS.matcher(line).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(longestRun + 1);
    String space = longestRun > 0 ? " " : "";
    return fence + space + line.replace("|", "\\|") + space + fence;
  }

  private static String oneLine(String text) {
    return INVISIBLE.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll("");
  }
}
