package dev.gatehouse.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.AuditLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes archives that mean harm, each signed with the project's own key, so that nothing but what
 * is wrong with them keeps them out.
 */
final class HostileArchives {

  private static final List<String> NAMES =
      List.of(
          "../evil",
          "features/../../evil",
          "features/../../../../../../tmp/evil",
          "/tmp/evil",
          "//server/share/evil",
          "C:\\evil",
          "C:/evil",
          "features\\..\\..\\evil",
          "features/..\\..\\evil",
          "features/./evil",
          "features//evil",
          "features/",
          "features",
          "features/evil/",
          "features/evil.",
          "features/evil ",
          "features/con",
          "features/NUL.feature",
          "features/evil:stream",
          "features/ev\u0000il",
          "features/ev\u001bil",
          "FEATURES/evil",
          "reports/evil",
          ".gatehouse/audit/signing-key.pem",
          "audit/../../signing-key.pem",
          "database/../../../evil.db",
          "secrets/../gatehouse.db",
          "features/" + "x".repeat(1100),
          "");

  private final Random random;
  private final AuditLog log;
  private final String publicKey;
  private final Manifest real;
  private byte[] bomb = {};

  HostileArchives(long seed, AuditLog log, String publicKey, Manifest real) {
    this.random = new Random(seed);
    this.log = log;
    this.publicKey = publicKey;
    this.real = real;
  }

  /** An archive and what is wrong with it. */
  static final class Hostile {
    private final String what;
    private final byte[] bytes;

    Hostile(String what, byte[] bytes) {
      this.what = what;
      this.bytes = bytes;
    }

    String what() {
      return what;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  Hostile next() throws IOException {
    int kind = random.nextInt(12);
    return switch (kind) {
      case 0, 1, 2 -> {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        yield new Hostile("name " + name, archive(with(name, bytes(50))));
      }
      case 3 -> new Hostile("twice", twice());
      case 4 ->
          new Hostile("differ in case", archive(with("features/A.feature", "features/a.FEATURE")));
      case 5 ->
          new Hostile(
              "differ in form", archive(with("portals/\u00e9.yaml", "portals/e\u0301.yaml")));
      case 6 -> new Hostile("file and folder", archive(with("features/x", "features/X/y")));
      case 7 -> new Hostile("link", link());
      case 8 -> new Hostile("bomb", bomb());
      case 9 -> new Hostile("lies", lies());
      case 10 -> new Hostile("cut", cut());
      default -> new Hostile("noise", bytes(random.nextInt(5000)));
    };
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private Map<String, byte[]> with(String name, byte[] content) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("features/plain.feature", bytes(100));
    files.put(name, content);
    files.put(BackupFile.PUBLIC_KEY, publicKey.getBytes(UTF_8));
    return files;
  }

  private Map<String, byte[]> with(String one, String other) {
    Map<String, byte[]> files = with(one, bytes(10));
    files.put(other, bytes(10));
    return files;
  }

  private byte[] archive(Map<String, byte[]> files) throws IOException {
    List<Manifest.Entry> entries = new ArrayList<>();
    files.forEach((name, content) -> entries.add(entry(name, content)));
    return zip(files, entries);
  }

  private static Manifest.Entry entry(String name, byte[] content) {
    try {
      Manifest.Entry sum =
          Sums.copy(
              new ByteArrayInputStream(content), OutputStream.nullOutputStream(), Long.MAX_VALUE);
      return new Manifest.Entry(name, sum.bytes(), sum.sha256());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] zip(Map<String, byte[]> files, List<Manifest.Entry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(
          log.signed(
              new Manifest(real.created(), "evil", "1.0", "box", 0, false, Map.of(), entries)
                  .members()));
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  // Packing it takes as long as all others.
  private byte[] bomb() throws IOException {
    if (bomb.length == 0) {
      bomb = archive(with("features/bomb", new byte[17 << 20]));
    }
    return bomb;
  }

  // Java's own writer refuses what its reader takes.
  private byte[] twice() throws IOException {
    byte[] archive = archive(with("features/aaaa.feature", "features/bbbb.feature"));
    return replace(archive, "features/bbbb.feature", "features/aaaa.feature");
  }

  private static byte[] replace(byte[] archive, String from, String to) {
    byte[] changed = archive.clone();
    byte[] wanted = from.getBytes(UTF_8);
    for (int i = 0; i + wanted.length <= changed.length; i++) {
      if (Arrays.equals(changed, i, i + wanted.length, wanted, 0, wanted.length)) {
        System.arraycopy(to.getBytes(UTF_8), 0, changed, i, wanted.length);
      }
    }
    return changed;
  }

  private byte[] link() throws IOException {
    byte[] archive = archive(with("features/link", "../../../../tmp/evil".getBytes(UTF_8)));
    byte[] name = "features/link".getBytes(UTF_8);
    for (int i = 46; i + name.length <= archive.length; i++) {
      boolean header = archive[i - 46] == 'P' && archive[i - 45] == 'K' && archive[i - 44] == 1;
      if (header && Arrays.equals(archive, i, i + name.length, name, 0, name.length)) {
        // Made by Unix; a symbolic link (Info-ZIP's external attributes).
        archive[i - 46 + 5] = 3;
        archive[i - 46 + 41] = (byte) 0xa1;
        archive[i - 46 + 40] = (byte) 0xff;
      }
    }
    return archive;
  }

  private byte[] lies() throws IOException {
    Map<String, byte[]> files = with("features/x.feature", bytes(200));
    List<Manifest.Entry> entries = new ArrayList<>();
    files.forEach((name, content) -> entries.add(entry(name, content)));
    Manifest.Entry told = entries.get(1);
    switch (random.nextInt(4)) {
      case 0 -> entries.remove(1);
      case 1 -> entries.add(new Manifest.Entry("features/y", 1, told.sha256()));
      case 2 -> entries.set(1, new Manifest.Entry(told.name(), told.bytes() + 1, told.sha256()));
      default -> entries.set(1, new Manifest.Entry(told.name(), told.bytes(), "0".repeat(64)));
    }
    return zip(files, entries);
  }

  private byte[] cut() throws IOException {
    byte[] archive = archive(with("features/x.feature", bytes(200)));
    return Arrays.copyOf(archive, random.nextInt(archive.length));
  }
}
