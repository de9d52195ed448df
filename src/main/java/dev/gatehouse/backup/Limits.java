package dev.gatehouse.backup;

/**
 * What an archive may be at most, so that reading a hostile one ends.
 *
 * @param entries how many files
 * @param entryBytes how long one is
 * @param totalBytes how long all are
 * @param freeBytes up to this length a file may be packed as small as it likes
 * @param ratio how many times longer than packed a longer file may be
 */
record Limits(int entries, long entryBytes, long totalBytes, long freeBytes, int ratio) {

  /** Far beyond any backup; what packs better than 1 to 500 is no data. */
  static final Limits USUAL = new Limits(200_000, 16L << 30, 64L << 30, 16L << 20, 500);

  /** More than a manifest of as many files has. */
  static final int MANIFEST_BYTES = 64 << 20;

  /** More than a file of public keys has. */
  static final int KEY_BYTES = 64 << 10;
}
