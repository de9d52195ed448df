package dev.gatehouse.backup;

import dev.gatehouse.audit.SignedObject;
import dev.gatehouse.storage.DatabaseCopy;
import dev.gatehouse.storage.StorageException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A backup's archive, open for reading. Its names, its manifest and the manifest's signature are
 * checked when it is opened, its content when it is read; nothing of it is believed before. Used by
 * one thread.
 */
final class BackupFile implements Closeable {

  static final String PUBLIC_KEY = Part.AUDIT.prefix() + "public-key.pem";

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;
  private final String key;
  private final Map<String, Manifest.Entry> entries = new HashMap<>();

  private BackupFile(Path path, ZipFile zip, Limits limits) throws IOException {
    this.path = path;
    this.zip = zip;
    List<ZipEntry> found = new ArrayList<>();
    zip.stream().limit(limits.entries() + 1L).forEach(found::add);
    check(found, limits);
    SignedObject signed =
        SignedObject.read(
            small(Manifest.NAME, Limits.MANIFEST_BYTES),
            new String(small(PUBLIC_KEY, Limits.KEY_BYTES), StandardCharsets.ISO_8859_1));
    this.manifest = Manifest.of(signed.members());
    this.key = signed.key();
    compare(found);
  }

  /**
   * Opens an archive.
   *
   * @throws BackupException when it is no backup, or not as it was written
   */
  static BackupFile open(Path path, Limits limits) {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackupException(
          "There is no backup %s. Expected one of gatehouse backup list.".formatted(path));
    }
    ZipFile zip = null;
    try {
      ZipModes.requireFiles(path);
      zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
      return new BackupFile(path, zip, limits);
    } catch (IOException | IllegalArgumentException e) {
      BackupException refused = refused(path, e);
      if (zip != null) {
        try {
          zip.close();
        } catch (IOException again) {
          refused.addSuppressed(again);
        }
      }
      throw refused;
    }
  }

  static BackupException refused(Path path, Exception why) {
    return new BackupException(
        "%s is no backup, or not as it was written: %s. Nothing was taken from it. Use another; see gatehouse backup list."
            .formatted(path, why.getMessage()),
        why);
  }

  private static void check(List<ZipEntry> found, Limits limits) {
    if (found.size() > limits.entries()) {
      throw new IllegalArgumentException("more than %d files".formatted(limits.entries()));
    }
    EntryNames.check(found.stream().map(ZipEntry::getName).toList());
    long total = 0;
    for (ZipEntry entry : found) {
      long bytes = entry.getSize();
      long packed = Math.max(1, entry.getCompressedSize());
      total += bytes;
      if (bytes < 0
          || bytes > limits.entryBytes()
          || total > limits.totalBytes()
          || (bytes > limits.freeBytes() && bytes / packed >= limits.ratio())) {
        throw new IllegalArgumentException(
            "\"%s\" is too long, or packed too small to be what it says"
                .formatted(EntryNames.shown(entry.getName())));
      }
    }
  }

  private byte[] small(String name, int mostBytes) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IllegalArgumentException("\"%s\" is not there".formatted(name));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new IllegalArgumentException("\"%s\" is too long".formatted(name));
      }
      return bytes;
    }
  }

  private void compare(List<ZipEntry> found) {
    EntryNames.check(manifest.files().stream().map(Manifest.Entry::name).toList());
    manifest.files().forEach(file -> entries.put(file.name(), file));
    for (ZipEntry entry : found) {
      Manifest.Entry told = entries.get(entry.getName());
      boolean right =
          entry.getName().equals(Manifest.NAME)
              || (told != null && told.bytes() == entry.getSize());
      if (!right) {
        throw new IllegalArgumentException(
            "\"%s\" is not what the manifest says".formatted(EntryNames.shown(entry.getName())));
      }
    }
    if (found.size() != entries.size() + 1) {
      throw new IllegalArgumentException("a file the manifest names is missing");
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /** Returns the id of the key it is signed with. */
  String key() {
    return key;
  }

  /**
   * Reads a file of it to its end, and no further than the manifest says.
   *
   * @throws BackupException when it is not what the manifest says; what was written then is to be
   *     thrown away
   */
  void read(Manifest.Entry file, OutputStream out) throws IOException {
    ZipEntry entry = zip.getEntry(file.name());
    Manifest.Entry read;
    try (InputStream in = zip.getInputStream(entry)) {
      read = Sums.copy(in, out, file.bytes());
      if (in.read() >= 0) {
        throw new IOException("it is longer than it says");
      }
    } catch (IOException e) {
      throw refused(path, new IOException("\"%s\": %s".formatted(file.name(), e.getMessage()), e));
    }
    if (!read.sha256().equals(file.sha256()) || read.bytes() != file.bytes()) {
      throw refused(
          path,
          new IOException(
              "\"%s\": found SHA-256 %s, expected %s"
                  .formatted(file.name(), read.sha256(), file.sha256())));
    }
  }

  /** Returns a small file's bytes, checked. */
  byte[] bytes(Manifest.Entry file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    read(file, out);
    return out.toByteArray();
  }

  /** Returns the database's file, if it is one that can be examined here. */
  Optional<Manifest.Entry> database() {
    return manifest.of(Part.DATABASE).stream()
        .filter(file -> file.name().endsWith(".db"))
        .findFirst();
  }

  /**
   * Compares a database that was taken out with what the manifest says.
   *
   * @throws BackupException when it is damaged or has other rows
   */
  void compareDatabase(Path copy) {
    try {
      DatabaseCopy.Content content = DatabaseCopy.examine(copy);
      if (!content.rows().equals(manifest.rows()) || content.version() != manifest.schema()) {
        throw refused(
            path,
            new IOException(
                "the database has other rows; found %s of version %d, expected %s of version %d"
                    .formatted(
                        new TreeMap<>(content.rows()),
                        content.version(),
                        new TreeMap<>(manifest.rows()),
                        manifest.schema())));
      }
    } catch (StorageException e) {
      throw refused(path, e);
    }
  }

  /**
   * Reads everything: every sum, the database's own checks, the count of its rows.
   *
   * @param scratch a folder of its owner alone, for the database
   * @throws BackupException when something is not as it was written
   */
  void verify(Path scratch, Disk disk) throws IOException {
    for (Manifest.Entry file : manifest.files()) {
      if (database().filter(file::equals).isEmpty()) {
        read(file, OutputStream.nullOutputStream());
      }
    }
    if (database().isPresent()) {
      Path copy = scratch.resolve("unfinished-" + UUID.randomUUID() + ".verified");
      try {
        try (OutputStream out = disk.write(copy)) {
          read(database().get(), out);
        }
        compareDatabase(copy);
      } finally {
        disk.delete(copy);
      }
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
