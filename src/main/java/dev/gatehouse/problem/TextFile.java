package dev.gatehouse.problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a text a person wrote: UTF-8, at most {@value #LIMIT_BYTES} bytes. Whatever is wrong with
 * it becomes a problem with its line; nothing is thrown.
 */
public final class TextFile {

  /** Far above any definition or feature a person writes, far below what would hurt. */
  public static final int LIMIT_BYTES = 256 * 1024;

  private TextFile() {}

  /**
   * Reads a file.
   *
   * @return its text without a byte order mark, or nothing if it cannot be read; a problem then
   *     says why
   */
  public static Optional<String> read(Path file, Problems problems) {
    Position whole = Position.of(file);
    try {
      long size = Files.size(file);
      if (size > LIMIT_BYTES) {
        problems.add(
            Problem.at(whole, "the file is too large")
                .found(size + " bytes")
                .expected("at most " + LIMIT_BYTES));
        return Optional.empty();
      }
      return text(Files.readAllBytes(file), whole, problems);
    } catch (IOException e) {
      problems.add(
          Problem.at(whole, "the file cannot be read")
              .found(e.getClass().getSimpleName())
              .hint("check that it exists and that you may read it"));
      return Optional.empty();
    }
  }

  private static Optional<String> text(byte[] bytes, Position whole, Problems problems) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      problems.add(
          Problem.at(whole.in(1, 1), "the file is not UTF-8")
              .found("UTF-16")
              .hint("save it as UTF-8"));
      return Optional.empty();
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(input, chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      problems.add(
          Problem.at(end(whole, text), "the file is not UTF-8")
              .found("the byte 0x%02X".formatted(bytes[input.position()]))
              .hint("save it as UTF-8"));
      return Optional.empty();
    }
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return controlCharacter(withoutMark)
        .<Optional<String>>map(
            index -> {
              problems.add(
                  Problem.at(
                          end(whole, withoutMark.substring(0, index)),
                          "a character that does not belong in a text file")
                      .found("U+%04X".formatted((int) withoutMark.charAt(index)))
                      .hint("delete it"));
              return Optional.empty();
            })
        .orElse(Optional.of(withoutMark));
  }

  private static Optional<Integer> controlCharacter(String text) {
    return text.chars().anyMatch(TextFile::isRefused)
        ? text.chars()
            .filter(TextFile::isRefused)
            .mapToObj(refused -> text.indexOf(refused))
            .findFirst()
        : Optional.empty();
  }

  /** What YAML 1.2 does not count as printable (section 5.1), but for surrogates. */
  private static boolean isRefused(int c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r')
        || (c >= 0x7F && c <= 0x9F && c != 0x85)
        || c >= 0xFFFE
        || c == 0xFEFF;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  private static Position end(Position whole, String before) {
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return whole.in(line, before.length() - before.lastIndexOf('\n'));
  }
}
