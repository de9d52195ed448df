package dev.gatehouse.backup;

import dev.gatehouse.storage.DatabaseCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes one backup's archive. Used once, by one thread. */
final class BackupWriter {

  private final Project project;
  private final DatabaseSource database;
  private final Disk disk;
  private final List<Manifest.Entry> written = new ArrayList<>();
  private DatabaseCopy.Content content = new DatabaseCopy.Content(0, Map.of());

  BackupWriter(Project project, DatabaseSource database, Disk disk) {
    this.project = project;
    this.database = database;
    this.disk = disk;
  }

  /**
   * Writes the archive; returns when it is on the disk.
   *
   * @param archive a file that is not there
   * @param signer signs the manifest's members
   */
  Manifest write(
      Path archive,
      BackupRequest request,
      Instant now,
      Function<Map<String, Object>, byte[]> signer)
      throws IOException {
    Manifest manifest;
    try (OutputStream out = disk.write(archive);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Part part : List.of(Part.FEATURES, Part.PORTALS, Part.SECRETS)) {
        files(zip, part);
      }
      if (request.database() && database.exists()) {
        database(zip, archive, request.sessions());
      }
      // Last: nothing of what it tells of may be missing from the database's copy without being
      // told of here as well.
      files(zip, Part.AUDIT);
      EntryNames.check(written.stream().map(Manifest.Entry::name).toList());
      manifest =
          new Manifest(
              now,
              request.reason(),
              request.gatehouse(),
              request.machine(),
              content.version(),
              request.sessions(),
              content.rows(),
              written);
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(signer.apply(manifest.members()));
      zip.closeEntry();
    }
    disk.force(archive);
    return manifest;
  }

  private void files(ZipOutputStream zip, Part part) throws IOException {
    for (Sources.Source source : Sources.of(part, project)) {
      // The private key goes nowhere: whoever has a backup could sign in the log's name.
      add(zip, source.name(), source.file(), source.bytes());
    }
  }

  private void database(ZipOutputStream zip, Path archive, boolean sessions) throws IOException {
    Path copy = archive.resolveSibling(archive.getFileName() + ".database");
    try {
      disk.createFile(copy);
      content = database.copy(copy, sessions);
      disk.step();
      add(zip, Part.DATABASE.prefix() + database.fileName(), copy, Files.size(copy));
    } finally {
      disk.delete(copy);
    }
  }

  private void add(ZipOutputStream zip, String name, Path file, long bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(Files.getLastModifiedTime(file));
    zip.putNextEntry(entry);
    try (InputStream in = Files.newInputStream(file)) {
      Manifest.Entry sum = Sums.copy(in, zip, bytes);
      written.add(new Manifest.Entry(name, sum.bytes(), sum.sha256()));
    }
    zip.closeEntry();
  }
}
