package dev.gatehouse.retention;

import java.util.Locale;

/** What is kept for a time. */
public enum Kind {
  /** Months of the audit log. */
  AUDIT,
  /** Sessions kept from run to run. */
  SESSIONS,
  /** Screenshots, results and reports. */
  EVIDENCE,
  /** Backups. */
  BACKUPS,
  /** Files that processes left when they died. */
  TEMPORARY;

  /** Returns its name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
