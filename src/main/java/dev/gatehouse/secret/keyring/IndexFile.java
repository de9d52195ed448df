package dev.gatehouse.secret.keyring;

import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which secrets are in a keyring that cannot list them: a line for each, with version and times, no
 * values. A name is marked as being changed before its item is, so that after a crash the item is
 * asked how it ended. Replaced as a whole, at once. For one thread of one process.
 */
final class IndexFile {

  private static final String CHANGING = "?";

  private final Path file;

  IndexFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Returns each name with what is known of it; nothing where a change was not finished. */
  SortedMap<SecretName, Optional<SecretInfo>> read() {
    SortedMap<SecretName, Optional<SecretInfo>> entries = new TreeMap<>();
    if (!Files.exists(file)) {
      return entries;
    }
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] parts = line.split(" ", -1);
        SecretName name = SecretName.of(parts[0]);
        entries.put(name, parts[1].equals(CHANGING) ? Optional.empty() : Optional.of(info(parts)));
      }
      return entries;
    } catch (IOException e) {
      throw unusable("read", e);
    } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException e) {
      throw new SecretStoreException(
          Kind.DAMAGED,
          "%s is not as Gatehouse wrote it. Move it away; the secrets themselves are in the keyring, and each is listed again once it is stored anew."
              .formatted(file));
    }
  }

  private static SecretInfo info(String[] parts) {
    return new SecretInfo(
        SecretName.of(parts[0]),
        Integer.parseInt(parts[1]),
        Instant.parse(parts[2]),
        Instant.parse(parts[3]));
  }

  /** Notes that this name's item is about to be changed. */
  void mark(SecretName name) {
    SortedMap<SecretName, Optional<SecretInfo>> entries = read();
    entries.put(name, Optional.empty());
    replace(entries);
  }

  /** Notes how a name's item is now; nothing when there is none. */
  void settle(SecretName name, Optional<SecretInfo> info) {
    SortedMap<SecretName, Optional<SecretInfo>> entries = read();
    if (info.isPresent()) {
      entries.put(name, info);
    } else {
      entries.remove(name);
    }
    replace(entries);
  }

  private void replace(Map<SecretName, Optional<SecretInfo>> entries) {
    StringBuilder lines = new StringBuilder();
    entries.forEach(
        (name, info) ->
            lines
                .append(name)
                .append(' ')
                .append(
                    info.map(i -> i.version() + " " + i.created() + " " + i.changed())
                        .orElse(CHANGING))
                .append('\n'));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.resolveSibling(".").normalize());
      try (FileChannel channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  private SecretStoreException unusable(String what, IOException why) {
    return new SecretStoreException(
        Kind.UNUSABLE,
        "%s cannot be %s (%s). Look at the folder's permissions and the free space of the disk."
            .formatted(file, what, why.getClass().getSimpleName()),
        why);
  }
}
