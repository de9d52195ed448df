package dev.gatehouse.sandbox;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The pages' Mustache templates and other files, below {@code /sandbox/<portal>/}. Thread-safe. */
final class Templates {
  private final Map<String, Template> compiled = new ConcurrentHashMap<>();

  /** Returns a template filled in. What the model lacks is left out. */
  String render(String folder, String name, Map<String, ?> model) {
    return compiled
        .computeIfAbsent(folder + "/" + name, key -> compile(folder, name))
        .execute(model);
  }

  private static Template compile(String folder, String name) {
    return Mustache.compiler()
        .defaultValue("")
        .emptyStringIsFalse(true)
        .withLoader(partial -> new StringReader(source(folder, partial)))
        .compile(source(folder, name));
  }

  private static String source(String folder, String name) {
    return file(folder, name + ".html")
        .or(() -> file("shared", name + ".html"))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalStateException("no template sandbox/" + folder + "/" + name));
  }

  /** Returns a file of a portal as it is, if there is one. */
  static Optional<byte[]> file(String folder, String name) {
    String path = "/sandbox/" + folder + "/" + name;
    try (InputStream in = Templates.class.getResourceAsStream(path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
