package dev.gatehouse.cli;

/** What the process ends with; scripts depend on these numbers. */
final class ExitCode {

  /** Everything passed. */
  static final int PASSED = 0;

  /** At least one scenario failed. */
  static final int FAILED = 1;

  /** The command line or a file a person wrote is wrong, or the machine lacks something. */
  static final int BAD_INPUT = 2;

  /** No scenario matched. */
  static final int NOTHING_MATCHED = 3;

  /** Nothing failed, but a person is needed. */
  static final int PERSON_NEEDED = 4;

  /** A defect of Gatehouse itself. */
  static final int INTERNAL_ERROR = 70;

  private ExitCode() {}
}
