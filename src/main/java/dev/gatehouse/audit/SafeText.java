package dev.gatehouse.audit;

import java.util.Set;

/**
 * Makes texts that a portal had a hand in harmless where they are shown: on a terminal, in a
 * spreadsheet, on a page. Thread-safe.
 */
public final class SafeText {

  // What a spreadsheet takes for a formula (OWASP, "CSV Injection").
  private static final String FORMULA = "=+-@|%＝＋－＠";

  // Line and paragraph separators and what turns the direction of writing around (UAX #9).
  private static final Set<Integer> TURNING =
      Set.of(
          0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
          0x2067, 0x2068, 0x2069, 0xFEFF);

  private SafeText() {}

  /**
   * Returns the text on one line, with every character written out that would steer a terminal, be
   * invisible or turn the text around.
   */
  public static String terminal(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (steers(c)) {
                safe.append(c > 0xFFFF ? "\\u{%x}".formatted(c) : "\\u%04x".formatted(c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  private static boolean steers(int c) {
    return Character.isISOControl(c)
        || TURNING.contains(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE;
  }

  /** Returns the text as a quoted field of comma-separated values that is never a formula. */
  public static String csv(String text) {
    // Some programs skip blanks before they look for a formula.
    String first = text.strip();
    boolean formula = !first.isEmpty() && FORMULA.indexOf(first.charAt(0)) >= 0;
    String shown = (formula ? "'" : "") + terminal(text);
    return '"' + shown.replace("\"", "\"\"") + '"';
  }

  /** Returns the text for the content or a quoted attribute of an HTML page. */
  public static String html(String text) {
    return terminal(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
