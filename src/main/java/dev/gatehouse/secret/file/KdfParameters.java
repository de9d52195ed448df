package dev.gatehouse.secret.file;

/**
 * How much work it is to try a master password: the parameters of Argon2id (RFC 9106).
 *
 * @param memoryKib memory in KiB, 19 MiB to 1 GiB
 * @param iterations passes over it, 2 to 32
 * @param lanes of them side by side, 1 to 16
 */
record KdfParameters(int memoryKib, int iterations, int lanes) {

  /** About 0.2 s and 64 MiB; what RFC 9106, section 4, advises where memory is scarce, one lane. */
  static final KdfParameters DEFAULT = new KdfParameters(64 * 1024, 3, 1);

  // Below: OWASP's Password Storage Cheat Sheet. Above: a forged header shall not take the machine
  // down before anybody can say that it is forged.
  private static final int LEAST_MEMORY_KIB = 19 * 1024;
  private static final int MOST_MEMORY_KIB = 1024 * 1024;
  private static final int LEAST_ITERATIONS = 2;
  private static final int MOST_ITERATIONS = 32;
  private static final int MOST_LANES = 16;

  /**
   * Checks the bounds, before any memory is taken.
   *
   * @throws IllegalArgumentException saying found and expected
   */
  KdfParameters {
    within("memory in KiB", memoryKib, LEAST_MEMORY_KIB, MOST_MEMORY_KIB);
    within("iterations", iterations, LEAST_ITERATIONS, MOST_ITERATIONS);
    within("lanes", lanes, 1, MOST_LANES);
  }

  private static void within(String what, int found, int least, int most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "Argon2id's %s; found %d, expected %d to %d"
              .formatted(what, Integer.toUnsignedLong(found), least, most));
    }
  }
}
