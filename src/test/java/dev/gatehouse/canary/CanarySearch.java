package dev.gatehouse.canary;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;

/**
 * Searches files for secrets, in every form and inside archives and base 64. Shares no code with
 * what cleans them out. Small letters and capitals are the same to it.
 */
final class CanarySearch {

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{64,}");
  private static final int DEEPEST = 4;

  private final Map<String, String> forms = new LinkedHashMap<>();
  private final Map<String, Pattern> words = new LinkedHashMap<>();
  private final List<String> found = new ArrayList<>();
  private int searched;
  private int pictures;

  /**
   * @param canaries the secrets by what they are called
   */
  CanarySearch(Map<String, String> canaries) {
    canaries.forEach(
        (name, value) -> formsOf(value).forEach((kind, form) -> add(name + ", " + kind, form)));
  }

  /** Has short secrets, one-time codes, searched for where they stand by themselves. */
  void words(String name, Collection<String> values) {
    values.forEach(
        value ->
            words.put(
                name + " " + value,
                Pattern.compile("(?<![A-Za-z0-9.])" + Pattern.quote(value) + "(?![A-Za-z0-9])")));
  }

  private void add(String name, String form) {
    forms.put(name, form.toLowerCase(Locale.ROOT));
  }

  /** Returns a secret in the forms programs write texts in; the bytes of each as ISO 8859-1. */
  static Map<String, String> formsOf(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("raw", bytes(utf8));
    all.put("form", URLEncoder.encode(value, StandardCharsets.UTF_8));
    all.put("percent", URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    all.put("hex", HexFormat.of().formatHex(utf8));
    all.put("every byte", "%" + HexFormat.ofDelimiter("%").formatHex(utf8));
    all.put("json", bytes(json(value).getBytes(StandardCharsets.UTF_8)));
    all.put("json in json", bytes(json(json(value)).getBytes(StandardCharsets.UTF_8)));
    all.put("ascii json", units(value, "\\u%04x"));
    all.put("html", bytes(html(value).getBytes(StandardCharsets.UTF_8)));
    all.put(
        "numeric html",
        value.codePoints().mapToObj(c -> "&#" + c + ";").collect(Collectors.joining()));
    all.put("utf-16le", bytes(value.getBytes(StandardCharsets.UTF_16LE)));
    all.put("utf-16be", bytes(value.getBytes(StandardCharsets.UTF_16BE)));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[utf8.length + shift];
      System.arraycopy(utf8, 0, shifted, shift, utf8.length);
      String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int end = shifted.length / 3 * 4;
      all.put("base64, shifted by " + shift, whole.substring(shift == 0 ? 0 : 4, end));
    }
    return all;
  }

  private static String bytes(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String units(String value, String format) {
    return value.chars().mapToObj(format::formatted).collect(Collectors.joining());
  }

  private static String json(String s) {
    return s.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String html(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Searches every file below a folder. */
  void folder(Path folder) throws IOException {
    folder(folder, file -> true);
  }

  /** Searches those files below a folder that are wanted. */
  void folder(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(wanted).toList()) {
        content(folder.relativize(file).toString(), Files.readAllBytes(file), 0);
      }
    }
  }

  /** Searches a file's content, and what is packed in it. */
  void content(String name, byte[] content, int depth) {
    searched++;
    String text = bytes(content);
    String small = text.toLowerCase(Locale.ROOT);
    forms.forEach(
        (kind, form) -> {
          if (small.contains(form)) {
            found.add(name + ": " + kind);
          }
        });
    words.forEach(
        (word, pattern) -> {
          if (pattern.matcher(text).find()) {
            found.add(name + ": " + word);
          }
        });
    picture(name, content);
    if (depth >= DEEPEST) {
      return;
    }
    try {
      if (text.startsWith("PK\u0003\u0004")) {
        zip(name, content, depth);
      } else if (text.startsWith("\u001f\u008b")) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
          content(name + " unpacked", in.readAllBytes(), depth + 1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    Matcher runs = BASE64.matcher(text);
    while (runs.find()) {
      String run = runs.group().replace('-', '+').replace('_', '/');
      byte[] inner = Base64.getDecoder().decode(run.substring(0, run.length() / 4 * 4));
      content(name + " decoded at " + runs.start(), inner, depth + 1);
    }
  }

  // The portals show their secrets in magenta, and nothing else.
  private void picture(String name, byte[] content) {
    if (!bytes(content).startsWith("\u0089PNG")) {
      return;
    }
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
      pictures++;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          Color color = new Color(image.getRGB(x, y));
          if (color.getRed() > 200 && color.getGreen() < 80 && color.getBlue() > 200) {
            found.add("%s: shown at %d, %d".formatted(name, x, y));
            return;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private void zip(String name, byte[] content, int depth) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        content(name + "!" + entry.getName(), zip.readAllBytes(), depth + 1);
      }
    }
  }

  /** Returns where what was found. */
  List<String> found() {
    return found;
  }

  /** Returns how many pictures were looked at for what is shown in magenta. */
  int pictures() {
    return pictures;
  }

  /** Returns how many files, entries and decoded texts were searched. */
  int searched() {
    return searched;
  }
}
