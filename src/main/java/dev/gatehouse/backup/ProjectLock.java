package dev.gatehouse.backup;

import dev.gatehouse.secret.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what replaces a folder's files from what works with them: many may share it, or one has it
 * alone. Let go by closing, and by the system when a process dies. Thread-safe.
 */
public final class ProjectLock implements AutoCloseable {

  // Static because a file's lock is the process's, whoever in it asked.
  private static final Map<Path, Held> HELD = new HashMap<>();

  private static final class Held {
    private final FileChannel channel;
    private final boolean alone;
    private int count = 1;

    Held(FileChannel channel, boolean alone) {
      this.channel = channel;
      this.alone = alone;
    }
  }

  private final Path file;
  private boolean closed;

  private ProjectLock(Path file) {
    this.file = file;
  }

  /**
   * Takes it together with others, or returns nothing when somebody has it alone.
   *
   * @param folder an existing folder
   */
  public static Optional<ProjectLock> shared(Path folder) throws IOException {
    return take(folder, false);
  }

  /**
   * Takes it alone, or returns nothing when anybody has it.
   *
   * @param folder an existing folder
   */
  public static Optional<ProjectLock> alone(Path folder) throws IOException {
    return take(folder, true);
  }

  private static Optional<ProjectLock> take(Path folder, boolean alone) throws IOException {
    Path file = folder.toRealPath().resolve("in-use.lock");
    synchronized (HELD) {
      Held held = HELD.get(file);
      if (held != null) {
        if (alone || held.alone) {
          return Optional.empty();
        }
        held.count++;
        return Optional.of(new ProjectLock(file));
      }
      make(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel, alone) == null) {
        channel.close();
        return Optional.empty();
      }
      HELD.put(file, new Held(channel, alone));
      return Optional.of(new ProjectLock(file));
    }
  }

  private static void make(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        OwnerOnly.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      // Another was as quick; it is there.
    }
  }

  private static @Nullable FileLock lock(FileChannel channel, boolean alone) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, !alone);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Does something while it is held. */
  <T> T during(BackupFolder.Work<T> work) throws IOException {
    return work.run();
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      Held held = HELD.get(file);
      if (closed || held == null) {
        return;
      }
      closed = true;
      held.count--;
      if (held.count == 0) {
        HELD.remove(file);
        held.channel.close();
      }
    }
  }
}
