package dev.gatehouse.secret.file;

import dev.gatehouse.secret.OwnerOnly;
import dev.gatehouse.secret.SecretStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is replaced as a whole: whoever reads it, also after a crash or a power failure at
 * any moment, finds the bytes from before or those from after. One writer at a time, who holds the
 * {@link WriteLock}.
 */
final class WholeFile {

  private final Path file;
  private final String what;
  private final Disk disk;
  private final Refusals refusals;

  /**
   * @param what its use, as a message begins: {@code The secrets file}
   */
  WholeFile(Path file, String what, Disk disk) {
    this.file = file;
    this.what = what;
    this.disk = disk;
    this.refusals = new Refusals(file);
  }

  /**
   * Returns all its bytes, or empty if it is not there.
   *
   * @throws SecretStoreException when others may read it ({@code EXPOSED}) or it cannot be read
   */
  Optional<byte[]> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      OwnerOnly.require(file, what);
      if (Files.size(file) > SecretsContent.MOST_BYTES) {
        throw refusals.damaged(
            "found %d bytes, expected at most %d"
                .formatted(Files.size(file), SecretsContent.MOST_BYTES));
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw refusals.unreadable(file, e);
    }
  }

  /** Puts other bytes in its place. */
  void replace(byte[] bytes) {
    try {
      // A link stays a link: what it points to is replaced.
      Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
      Path fresh = target.resolveSibling(target.getFileName() + ".new");
      disk.remove(fresh); // left by a crash
      disk.create(fresh);
      disk.write(fresh, bytes);
      disk.force(fresh);
      disk.rename(fresh, target);
      disk.forceFolder(fresh.resolveSibling(".").normalize());
    } catch (IOException e) {
      throw refusals.unwritable(file, e);
    }
  }
}
