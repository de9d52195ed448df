package dev.gatehouse.locate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts that are run in pages, from the class path. */
final class PageScripts {

  private PageScripts() {}

  /** Returns a script as the one function expression the engines evaluate. */
  static String read(String name) {
    try (InputStream source = PageScripts.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new IllegalStateException(name + " is missing beside " + PageScripts.class);
      }
      // A script's leading comments are no part of the expression.
      return new String(source.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?m)^//.*\n", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
