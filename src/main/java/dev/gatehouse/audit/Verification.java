package dev.gatehouse.audit;

import java.util.List;
import java.util.Optional;

/**
 * What an examination of a log found. Immutable.
 *
 * @param folder the log's folder
 * @param bad the first thing that does not hold, if there is one; counts then are of what was read
 *     before it
 * @param entries how many entries there are
 * @param segments how many segments there are
 * @param checkpoints how many checkpoints there are
 * @param unsigned how many entries no checkpoint covers yet
 * @param key the id of the key of the last checkpoint, or empty
 * @param kept how that key was kept when it signed: {@code file} or {@code store}, or empty
 * @param notes what else whoever relies on the log should know, a sentence each
 */
public record Verification(
    String folder,
    Optional<Finding> bad,
    long entries,
    long segments,
    long checkpoints,
    long unsigned,
    String key,
    String kept,
    List<String> notes) {

  public Verification {
    notes = List.copyOf(notes);
  }

  /** Returns whether everything holds. */
  public boolean holds() {
    return bad.isEmpty();
  }

  /**
   * Something that does not hold.
   *
   * @param file the file's name within the log's folder, or where else it is
   * @param line the line, from 1; 0 for the file as a whole
   * @param what what is wrong, with what was found and what expected
   */
  public record Finding(String file, long line, String what) {

    /** Returns {@code 2026-11.jsonl:17: what}. */
    @Override
    public String toString() {
      return file + (line == 0 ? "" : ":" + line) + ": " + what;
    }
  }
}
