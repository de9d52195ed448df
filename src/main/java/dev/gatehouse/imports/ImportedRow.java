package dev.gatehouse.imports;

/**
 * What became of one row of an older file.
 *
 * @param file the older file's name
 * @param key which row: {@code portals.dh}
 * @param result what became of it
 * @param detail where it is now, or why not; never a secret
 */
public record ImportedRow(String file, String key, Result result, String detail) {

  /** What can become of a row. */
  public enum Result {
    /** It is there now. */
    IMPORTED("imported"),
    /** It was there already, the same. */
    THERE("already there"),
    /** Something else is there, which was left as it is. */
    KEPT("kept as it is"),
    /** It cannot be used. */
    REFUSED("not imported");

    private final String words;

    Result(String words) {
      this.words = words;
    }

    /** Returns how a person says it. */
    public String words() {
      return words;
    }
  }

  public ImportedRow {
    detail = detail.replaceAll("\\s+", " ").strip();
  }
}
