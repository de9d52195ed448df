package dev.gatehouse.backup;

import java.util.Locale;

/** What a backup consists of; the first folder of each entry's name. */
public enum Part {
  /** The feature files. */
  FEATURES,
  /** The definitions of portals and entities. */
  PORTALS,
  /** The file of secrets, sealed as it is. */
  SECRETS,
  /** The database. */
  DATABASE,
  /** The audit log without its private key. */
  AUDIT;

  /** Returns its name, as entries begin. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String prefix() {
    return word() + "/";
  }

  boolean has(String entry) {
    return entry.startsWith(prefix());
  }
}
