package dev.gatehouse.backup;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names a backup's files may have: relative, below a part's folder, and names that every system
 * can write and none takes for another. Thread-safe.
 */
final class EntryNames {

  private static final int LONGEST = 1000;

  // Windows takes some names for devices and drops dots and spaces at the end.
  private static final Pattern SEGMENT =
      Pattern.compile(
          "(?i)(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?$)"
              + "[^\\\\:*?\"<>|\\p{Cntrl}\\p{Cs}]*[^\\\\:*?\"<>|\\p{Cntrl}\\p{Cs}. ]");

  private EntryNames() {}

  /**
   * Refuses names that are not of a backup.
   *
   * @throws IllegalArgumentException with the first such and why
   */
  static void check(List<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      if (!name.equals(Manifest.NAME)) {
        check(name);
      }
      String folded = folded(name);
      String other = seen.put(folded, name);
      if (other != null) {
        throw new IllegalArgumentException(
            other.equals(name)
                ? "\"%s\" is there twice".formatted(shown(name))
                : "\"%s\" and \"%s\" differ in nothing that every system tells apart"
                    .formatted(shown(other), shown(name)));
      }
    }
    for (String folded : seen.keySet()) {
      for (int at = folded.indexOf('/'); at >= 0; at = folded.indexOf('/', at + 1)) {
        String file = seen.get(folded.substring(0, at));
        if (file != null) {
          throw new IllegalArgumentException(
              "\"%s\" is a file and a folder".formatted(shown(file)));
        }
      }
    }
  }

  private static void check(String name) {
    String[] segments = name.split("/", -1);
    boolean part = Stream.of(Part.values()).anyMatch(known -> known.has(name));
    if (!part || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "\"%s\" is no name of a backup's file".formatted(shown(name)));
    }
    for (String segment : segments) {
      if (!SEGMENT.matcher(segment).matches()) {
        throw new IllegalArgumentException(
            "\"%s\" is no name that can be written on every system".formatted(shown(name)));
      }
    }
  }

  private static String folded(String name) {
    String upper = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
    return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  /** Returns a name that may hold anything, as it can be printed. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(200)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
