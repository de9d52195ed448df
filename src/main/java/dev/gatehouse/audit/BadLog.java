package dev.gatehouse.audit;

import dev.gatehouse.audit.Verification.Finding;

/** The first thing of a log that does not hold, on its way out of an examination. */
final class BadLog extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  BadLog(String file, long line, String what) {
    super(what, null, false, false);
    this.finding = new Finding(file, line, what);
  }

  Finding finding() {
    return finding;
  }
}
