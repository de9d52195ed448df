package dev.gatehouse.backup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Backs up or restores, and has its own process end without a word before an operation: {@code
 * DyingProcess create|restore FOLDER BACKUP N}.
 */
final class DyingProcess {

  /** What a process that was killed so ends with. */
  static final int DEAD = 99;

  private DyingProcess() {}

  public static void main(String[] args) {
    AtomicInteger left = new AtomicInteger(Integer.parseInt(args[3]));
    Disk disk =
        new Disk(
            () -> {
              if (left.getAndDecrement() <= 0) {
                Runtime.getRuntime().halt(DEAD);
              }
            });
    SampleProject project = new SampleProject(Path.of(args[1]), disk);
    if (args[0].equals("create")) {
      project.backUp();
    } else {
      project.restore(new BackupInfo(Path.of(args[2]), 0, Optional.empty(), "", true, ""));
    }
  }
}
