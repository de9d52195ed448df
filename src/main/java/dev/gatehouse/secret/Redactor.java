package dev.gatehouse.secret;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows every live secret value and cleans it out of whatever is written anywhere: as it is,
 * percent encoded, with HTML, JSON and Java escapes, in hexadecimal, base 64 and UTF-16. Values of
 * one or two characters are cleaned out only where they stand as a value, short words only as whole
 * words: anything more would shred the text and tell more than it hides. Thread-safe.
 */
public final class Redactor {

  /** What stands where a secret stood. */
  public static final String MARK = "[REDACTED]";

  private final Set<String> watched = new HashSet<>();
  private volatile Map<Integer, List<SecretPattern>> patterns = Map.of();

  /** Has the value, in every form, cleaned from all later texts. */
  public void watch(Secret secret) {
    String value = secret.reveal();
    synchronized (watched) {
      if (!watched.add(value)) {
        return;
      }
      Map<Integer, List<SecretPattern>> more = new HashMap<>(patterns);
      for (SecretPattern pattern : SecretForms.of(value)) {
        for (int first : pattern.first()) {
          List<SecretPattern> sameStart = new ArrayList<>(more.getOrDefault(first, List.of()));
          sameStart.add(pattern);
          more.put(first, sameStart);
        }
      }
      patterns = more;
    }
  }

  /** Returns the text without any watched value. */
  public String clean(String text) {
    Map<Integer, List<SecretPattern>> now = patterns;
    if (now.isEmpty()) {
      return text;
    }
    EscapedText escaped = new EscapedText(text);
    StringBuilder cleaned = null;
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      int end = longest(now, escaped, at);
      if (end < 0) {
        at++;
        continue;
      }
      cleaned = cleaned == null ? new StringBuilder(text.length()) : cleaned;
      cleaned.append(text, copied, at).append(MARK);
      at = end;
      copied = end;
    }
    return cleaned == null ? text : cleaned.append(text, copied, text.length()).toString();
  }

  private static int longest(Map<Integer, List<SecretPattern>> patterns, EscapedText text, int at) {
    char c = text.charAt(at);
    if (Reading.plain(c)) {
      List<SecretPattern> starting = starting(patterns, c);
      return starting.isEmpty() ? -1 : longest(starting, text, at, new Reading(c, at + 1));
    }
    int end = -1;
    for (Reading first : text.at(at)) {
      end = Math.max(end, longest(starting(patterns, first.codePoint()), text, at, first));
    }
    return end;
  }

  private static int longest(
      List<SecretPattern> starting, EscapedText text, int at, Reading first) {
    int end = -1;
    for (SecretPattern pattern : starting) {
      end = Math.max(end, pattern.endAt(text, at, first));
    }
    return end;
  }

  private static List<SecretPattern> starting(
      Map<Integer, List<SecretPattern>> patterns, int codePoint) {
    return patterns.getOrDefault(codePoint, List.of());
  }

  /**
   * Returns the content without any watched value: text in UTF-8 or UTF-16, and what of other
   * content can be read byte by byte. Content that holds none comes back as it is.
   */
  public byte[] clean(byte[] content) {
    Charset charset = charset(content);
    String text = new String(content, charset);
    String cleaned = clean(text);
    return cleaned.equals(text) ? content : cleaned.getBytes(charset);
  }

  private static Charset charset(byte[] content) {
    if (content.length > 1
        && ((content[0] == (byte) 0xFE && content[1] == (byte) 0xFF)
            || (content[0] == (byte) 0xFF && content[1] == (byte) 0xFE))) {
      return StandardCharsets.UTF_16;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      // Reads and writes every byte as it is.
      return StandardCharsets.ISO_8859_1;
    }
  }
}
