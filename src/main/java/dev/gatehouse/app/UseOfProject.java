package dev.gatehouse.app;

import dev.gatehouse.backup.BackupException;
import dev.gatehouse.backup.ProjectLock;
import dev.gatehouse.secret.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps restorations away while a run works with the project's state. */
final class UseOfProject implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(UseOfProject.class);

  private final @Nullable ProjectLock lock;

  private UseOfProject(@Nullable ProjectLock lock) {
    this.lock = lock;
  }

  /**
   * Begins.
   *
   * @throws BackupException when a backup is being restored
   */
  static UseOfProject begin(Settings settings) {
    Path state = settings.project().resolve(".gatehouse").toAbsolutePath();
    try {
      OwnerOnly.createFolder(state);
      Optional<ProjectLock> lock = ProjectLock.shared(state);
      return new UseOfProject(lock.orElseThrow(() -> restoring(state)));
    } catch (IOException e) {
      log.warn("{} cannot be locked: {}; a restoration would not notice this run", state, e);
      return new UseOfProject(null);
    }
  }

  private static BackupException restoring(Path state) {
    return new BackupException(
        "A backup is being restored in %s. Nothing was run. Try again when it has ended."
            .formatted(state.getParent()));
  }

  @Override
  public void close() {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        log.warn("The lock of the project did not close: {}", e.getMessage());
      }
    }
  }
}
