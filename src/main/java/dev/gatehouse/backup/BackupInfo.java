package dev.gatehouse.backup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A backup as it is listed.
 *
 * @param file its archive
 * @param bytes how long the archive is
 * @param manifest what it says of itself, if it can be read
 * @param key the id of the key it is signed with, or empty
 * @param known whether that key is the project's own
 * @param problem why it cannot be used, or empty
 */
public record BackupInfo(
    Path file, long bytes, Optional<Manifest> manifest, String key, boolean known, String problem) {

  /** Returns the archive's name. */
  public String name() {
    return String.valueOf(file.getFileName());
  }
}
