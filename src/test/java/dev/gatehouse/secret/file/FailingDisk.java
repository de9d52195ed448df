package dev.gatehouse.secret.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A disk on which the world ends after some steps: the files stay as they are at that moment, or
 * are as they may be once the power is back.
 */
final class FailingDisk implements Disk {

  /** Thrown in place of the step that was not done any more, and of all later ones. */
  static final class WorldEnded extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final RealDisk real = new RealDisk();
  private final int lastStep;
  private final int tornAt;
  private final Set<Path> unforced = new HashSet<>();
  private final Map<Path, Optional<byte[]>> beforeRename = new HashMap<>();
  private final List<String> steps = new ArrayList<>();
  private boolean ended;
  private boolean torn;

  /**
   * @param lastStep how many steps are done
   * @param tornAt how much of a file's bytes is written when the writing itself is cut short, in
   *     tenths
   */
  FailingDisk(int lastStep, int tornAt) {
    this.lastStep = lastStep;
    this.tornAt = tornAt;
  }

  /** Returns whether the world ended before everything was done. */
  boolean ended() {
    return ended;
  }

  /** Returns whether it ended while a file's bytes were written. */
  boolean torn() {
    return torn;
  }

  List<String> steps() {
    return List.copyOf(steps);
  }

  private void step(String name) {
    if (ended || steps.size() == lastStep) {
      ended = true;
      throw new WorldEnded();
    }
    steps.add(name);
  }

  @Override
  public void remove(Path file) throws IOException {
    step("remove");
    real.remove(file);
  }

  @Override
  public void create(Path file) throws IOException {
    step("create");
    real.create(file);
    unforced.add(file);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    try {
      step("write");
    } catch (WorldEnded e) {
      torn = true;
      real.write(file, Arrays.copyOf(bytes, bytes.length * tornAt / 10));
      throw e;
    }
    real.write(file, bytes);
    unforced.add(file);
  }

  @Override
  public void force(Path file) {
    step("force");
    // Only noted: the bytes are lost here by hand, and forcing them for real takes time.
    unforced.remove(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step("rename");
    beforeRename.put(to, Files.exists(to) ? Optional.of(Files.readAllBytes(to)) : Optional.empty());
    real.rename(from, to);
    if (unforced.remove(from)) {
      unforced.add(to);
    }
  }

  @Override
  public void forceFolder(Path folder) {
    step("forceFolder");
    beforeRename.clear();
  }

  /**
   * Has the power fail too: bytes never forced are lost, and renames never forced may be undone.
   */
  void losePower(boolean undoRenames) throws IOException {
    if (undoRenames) {
      for (Map.Entry<Path, Optional<byte[]>> renamed : beforeRename.entrySet()) {
        restore(renamed.getKey(), renamed.getValue());
        unforced.remove(renamed.getKey());
      }
    }
    for (Path lost : unforced) {
      if (Files.exists(lost)) {
        Files.write(lost, new byte[0]);
      }
    }
  }

  private static void restore(Path file, Optional<byte[]> bytes) throws IOException {
    Files.deleteIfExists(file);
    if (bytes.isPresent()) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, bytes.get());
    }
  }
}
