package dev.gatehouse.trace;

import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes one archive of a scenario's recordings, without secrets. Playwright's trace viewer opens
 * it.
 *
 * <p>Of each recording first every cookie, authorization and token it holds is learned, whatever it
 * is, so that it is cleaned out also where a page repeats it. Then all texts are cleaned; pictures,
 * fonts and whatever else cannot be read as text are left out, what was posted, too. A resource
 * that had something cleaned out gets another name: names are hashes of contents, and a short
 * secret could be guessed from one.
 */
public final class TraceCleaner {

  /** What the archive is. */
  public static final String MEDIA_TYPE = "application/zip";

  private static final String RESOURCES = "resources/";
  private static final int LARGEST_RESOURCE_BYTES = 4 << 20;
  private static final Set<String> TEXTS =
      Set.of("html", "css", "js", "mjs", "json", "txt", "xml", "svg", "xhtml");

  private final Redactor redactor;

  /**
   * @param redactor cleans texts; is told of secrets that are found in the recordings
   */
  public TraceCleaner(Redactor redactor) {
    this.redactor = redactor;
  }

  /** Returns the archive; nothing when nothing was recorded. */
  public Optional<byte[]> clean(List<byte[]> recordings) {
    List<Map<String, byte[]>> parts = new ArrayList<>();
    for (byte[] recording : recordings) {
      Map<String, byte[]> entries = unpack(recording);
      entries.forEach(this::learn);
      parts.add(entries);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(pack(parts));
  }

  private void learn(String name, byte[] content) {
    Set<String> secrets =
        isLines(name)
            ? TraceLine.secrets(text(content))
            : isText(name, content) ? TextSecrets.in(text(content)) : Set.of();
    secrets.forEach(value -> redactor.watch(new Secret(value)));
  }

  private byte[] pack(List<Map<String, byte[]>> parts) {
    Map<String, byte[]> cleaned = new LinkedHashMap<>();
    // A resource may be in an earlier recording alone.
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).forEach((name, content) -> cleanResource(name, content, cleaned, names));
      TraceLine line = new TraceLine(redactor, names);
      // The viewer shows the archives of several recordings as one, told apart by what is before.
      String prefix = (i + 1) + "-";
      parts
          .get(i)
          .forEach(
              (name, content) -> {
                if (isLines(name)) {
                  cleaned.put(
                      prefix + name, line.cleanAll(text(content)).getBytes(StandardCharsets.UTF_8));
                }
              });
    }
    return zip(cleaned);
  }

  private void cleanResource(
      String name, byte[] content, Map<String, byte[]> cleaned, Map<String, String> names) {
    if (!isText(name, content)) {
      return;
    }
    String text = text(content);
    String clean = TextSecrets.without(redactor.clean(text));
    String own = name.substring(RESOURCES.length());
    String now = clean.equals(text) ? own : hash(clean) + own.substring(own.lastIndexOf('.'));
    names.put(own, now);
    cleaned.put(RESOURCES + now, clean.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isLines(String name) {
    return name.endsWith(".trace") || name.endsWith(".network");
  }

  private static boolean isText(String name, byte[] content) {
    return name.startsWith(RESOURCES)
        && content.length <= LARGEST_RESOURCE_BYTES
        && TEXTS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static Map<String, byte[]> unpack(byte[] archive) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException("A recording is no archive", e);
    }
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("An archive in memory cannot be written", e);
    }
    return bytes.toByteArray();
  }
}
