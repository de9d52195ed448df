package dev.gatehouse.app;

/**
 * What an examination found about one thing Gatehouse needs.
 *
 * @param name what was examined: {@code browser}
 * @param status how it stands
 * @param found what was found, one line
 * @param mend the command or action that mends it; empty when there is nothing to mend
 */
public record Check(String name, Status status, String found, String mend) {

  /** How a thing stands. */
  public enum Status {
    /** It is there. */
    OK,
    /** It is not there, and something works less well. */
    NOTE,
    /** It is not there, and Gatehouse cannot work. */
    MISSING
  }

  static Check ok(String name, String found) {
    return new Check(name, Status.OK, found, "");
  }

  static Check note(String name, String found, String mend) {
    return new Check(name, Status.NOTE, found, mend);
  }

  static Check missing(String name, String found, String mend) {
    return new Check(name, Status.MISSING, found, mend);
  }
}
