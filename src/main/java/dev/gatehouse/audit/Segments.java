package dev.gatehouse.audit;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The names of segments: a month each, its file {@code 2026-11.jsonl}. Thread-safe. */
final class Segments {

  /** The file of the checkpoints. */
  static final String CHECKPOINTS = "checkpoints.jsonl";

  /** The file of the public key. */
  static final String PUBLIC_KEY = "public-key.pem";

  /** The folder of what was cut off. */
  static final String TORN = "torn";

  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
  private static final String SUFFIX = ".jsonl";

  private Segments() {}

  static String checked(String segment) {
    if (!MONTH.matcher(segment).matches()) {
      throw new IllegalArgumentException("no month: " + segment);
    }
    return segment;
  }

  static String file(String segment) {
    return segment + SUFFIX;
  }

  /** Returns the segments among the names of a folder's files, in order. */
  static List<String> among(Collection<String> files) {
    return files.stream()
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .filter(name -> MONTH.matcher(name).matches())
        .sorted()
        .toList();
  }

  /** Returns the month after. */
  static String after(String segment) {
    return YearMonth.parse(segment).plusMonths(1).toString();
  }
}
