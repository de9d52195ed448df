package dev.gatehouse.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** How times stand in the log: UTC, always with three digits of the second. Thread-safe. */
final class Times {

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  static String text(Instant time) {
    return TEXT.format(time);
  }

  /** Returns the month a time lies in: {@code 2026-11}. */
  static String month(Instant time) {
    return MONTH.format(time);
  }
}
