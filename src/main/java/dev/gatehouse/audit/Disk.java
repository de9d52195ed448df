package dev.gatehouse.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * What the log asks of a file system, and all of it, so that a test can have each of these calls
 * fail or be the last.
 */
interface Disk {

  void createFolder(Path folder) throws IOException;

  boolean exists(Path file) throws IOException;

  /** Returns the names of the files in a folder. */
  List<String> names(Path folder) throws IOException;

  byte[] read(Path file) throws IOException;

  /** Writes a file as a whole: it is there with all its bytes, or not at all. */
  void writeWhole(Path file, byte[] bytes) throws IOException;

  void delete(Path file) throws IOException;

  /** Opens a file to read and write, and creates it, for its owner alone, if it is not there. */
  Open open(Path file) throws IOException;

  /** An open file. */
  interface Open extends Closeable {

    long size() throws IOException;

    /** Reads at most what the buffer has room for; returns how much, -1 at the end. */
    int read(ByteBuffer into, long at) throws IOException;

    /** Writes at least a byte, at most what the buffer has; returns how much. */
    int write(ByteBuffer from, long at) throws IOException;

    void truncate(long size) throws IOException;

    /** Returns when everything written is on the disk. */
    void force() throws IOException;

    /** Waits until no other process has the file locked, and locks it until closed. */
    Closeable lock() throws IOException;
  }
}
