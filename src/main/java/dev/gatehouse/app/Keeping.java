package dev.gatehouse.app;

import dev.gatehouse.backup.BackupException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long what is kept. Immutable.
 *
 * @param audit the audit log
 * @param sessions kept sessions
 * @param evidence screenshots and reports
 * @param backups backups
 * @param temporary files left by processes that died
 * @param backupCount how many backups at most
 */
public record Keeping(
    Period audit,
    Period sessions,
    Period evidence,
    Period backups,
    Period temporary,
    int backupCount) {

  private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]{0,4})(d|y)");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");

  /**
   * Reads the settings from the process environment; those not set are as the law and caution have
   * it.
   *
   * @throws BackupException when one is not as it must be
   */
  static Keeping of(Map<String, String> variables) {
    return new Keeping(
        period(variables, "GATEHOUSE_KEEP_AUDIT", Period.ofYears(7)),
        period(variables, "GATEHOUSE_KEEP_SESSIONS", Period.ofDays(30)),
        period(variables, "GATEHOUSE_KEEP_EVIDENCE", Period.ofDays(90)),
        period(variables, "GATEHOUSE_KEEP_BACKUPS", Period.ofYears(1)),
        period(variables, "GATEHOUSE_KEEP_TEMPORARY", Period.ofDays(1)),
        count(variables));
  }

  /** Returns the time before which what is kept so long is too old. */
  public static Instant before(Period kept, Instant now) {
    return now.atOffset(ZoneOffset.UTC).minus(kept).toInstant();
  }

  private static Period period(Map<String, String> variables, String name, Period otherwise) {
    String text = variables.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = PERIOD.matcher(text);
    if (!matcher.matches()) {
      throw new BackupException(
          "%s: found \"%s\", expected days or years: 90d or 7y.".formatted(name, text));
    }
    int number = Integer.parseInt(matcher.group(1));
    return matcher.group(2).equals("y") ? Period.ofYears(number) : Period.ofDays(number);
  }

  private static int count(Map<String, String> variables) {
    String text = variables.getOrDefault("GATEHOUSE_BACKUPS", "").strip();
    if (!text.isEmpty() && !COUNT.matcher(text).matches()) {
      throw new BackupException(
          "GATEHOUSE_BACKUPS: found \"%s\", expected how many backups are kept: 10."
              .formatted(text));
    }
    return text.isEmpty() ? 10 : Integer.parseInt(text);
  }
}
