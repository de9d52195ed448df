package dev.gatehouse.secret.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The single steps that writing a file consists of. An interface so that a test can end the world
 * between any two of them.
 */
interface Disk {

  /** Removes a file, if it is there. */
  void remove(Path file) throws IOException;

  /** Makes an empty file that only its owner may read. */
  void create(Path file) throws IOException;

  /** Writes a file's bytes; they may still be lost when the power fails. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Has a file's bytes survive a power failure. */
  void force(Path file) throws IOException;

  /** Puts a file in another's place, at once. */
  void rename(Path from, Path to) throws IOException;

  /** Has what was renamed in a folder survive a power failure. */
  void forceFolder(Path folder) throws IOException;
}
