package dev.gatehouse.audit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of an entry what must not be written, and bounds the rest: values under names of
 * secrets, at any depth; live secrets wherever they stand; control characters and halves of
 * surrogate pairs; texts, lists and trees without end. Thread-safe.
 */
final class Sanitiser {

  /** What stands where a secret stood. */
  static final String MARK = "[REDACTED]";

  /** How many characters of a text are kept. */
  static final int LONGEST_TEXT = 4096;

  private static final int MOST_ITEMS = 100;
  private static final int DEEPEST = 8;
  private static final int LONGEST_NAME = 128;
  private static final int LARGEST_DETAILS_BYTES = 48 << 10;
  // A control character is six; quotes and what separates come to each text and number.
  private static final int LARGEST_CHARACTER_BYTES = 6;
  private static final int QUOTED_BYTES = 3;
  private static final int LONGEST_NUMBER_BYTES = 20;

  // Compared with names that have only their letters and digits left, in lower case.
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "password|passwd|passphrase|passcode|pwd|secret|token|apikey|accesskey|privatekey"
              + "|authorization|cookie|credential|totp|onetimecode|otp$|^otp|^pin$|cvc|cvv|bearer");
  private static final Pattern NOT_PLAIN = Pattern.compile("[^\\p{L}\\p{N}]");
  // In running text: a form's or an address's password=..., a header's line.
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?i)((?:password|passwd|secret|token|api[-_ ]?key|credential)[\\w.-]{0,40}=)[^\\s&;,\"]+"
              + "|((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(\\s*:\\s*)[^\\r\\n]+");

  private final UnaryOperator<String> live;

  /**
   * @param live takes live secrets out of a text
   */
  Sanitiser(UnaryOperator<String> live) {
    this.live = live;
  }

  /** Returns the entry as it may be written. */
  AuditEntry clean(AuditEntry entry) {
    return new AuditEntry(
        entry.id(),
        text(entry.session()),
        text(entry.scenario()),
        entry.time(),
        text(entry.action()),
        text(entry.portal()),
        text(entry.entity()),
        text(entry.environment()),
        text(entry.user()),
        text(entry.machine()),
        text(entry.outcome()),
        text(entry.reason()),
        bounded(map(entry.details(), 0)));
  }

  private static Map<String, Object> bounded(Map<String, Object> details) {
    if (mostBytes(details) <= LARGEST_DETAILS_BYTES) {
      return details;
    }
    int bytes = CanonicalJson.bytes(details).length;
    return bytes <= LARGEST_DETAILS_BYTES
        ? details
        : Map.of("left-out", bytes + " bytes of details, more than an entry holds");
  }

  // Most details are so short that they need not be written down only to be measured.
  private static long mostBytes(Object value) {
    if (value instanceof Map<?, ?> map) {
      long most = 2;
      for (Map.Entry<?, ?> member : map.entrySet()) {
        most += mostBytes(member.getKey()) + mostBytes(member.getValue());
      }
      return most;
    }
    if (value instanceof List<?> list) {
      long most = 2;
      for (Object item : list) {
        most += mostBytes(item);
      }
      return most;
    }
    return value instanceof String text
        ? (long) text.length() * LARGEST_CHARACTER_BYTES + QUOTED_BYTES
        : LONGEST_NUMBER_BYTES;
  }

  private Object value(Object value, int depth) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      long number = ((Number) value).longValue();
      return Math.abs(number) <= CanonicalJson.LARGEST ? number : (Object) Long.toString(number);
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return depth < DEEPEST ? map(map, depth + 1) : "… (deeper than " + DEEPEST + ")";
    }
    if (value instanceof Iterable<?> list) {
      return depth < DEEPEST ? list(list, depth + 1) : "… (deeper than " + DEEPEST + ")";
    }
    return text(String.valueOf(value));
  }

  private Map<String, Object> map(Map<?, ?> map, int depth) {
    Map<String, Object> clean = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (clean.size() == MOST_ITEMS) {
        clean.put("…", "and " + (map.size() - MOST_ITEMS) + " more");
        break;
      }
      String name = String.valueOf(member.getKey());
      clean.put(
          cut(text(name), LONGEST_NAME),
          namesSecret(name) ? MARK : valueOrNull(member.getValue(), depth));
    }
    return clean;
  }

  private Object valueOrNull(@Nullable Object value, int depth) {
    return value == null ? "null" : value(value, depth);
  }

  private List<Object> list(Iterable<?> list, int depth) {
    List<Object> clean = new ArrayList<>();
    for (Object item : list) {
      if (clean.size() == MOST_ITEMS) {
        clean.add("… and more");
        break;
      }
      clean.add(valueOrNull(item, depth));
    }
    return clean;
  }

  /** Returns whether a member of that name holds a secret, however it is written. */
  static boolean namesSecret(String name) {
    String letters =
        NOT_PLAIN.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("");
    return SECRET_NAME.matcher(letters.toLowerCase(Locale.ROOT)).find();
  }

  // Live secrets go first, from the whole text: what is cut off could be the second half of one.
  private String text(String text) {
    String whole = live.apply(text);
    String head = whole.substring(0, end(whole, LONGEST_TEXT));
    String plain = plain(head);
    // Most texts have neither; this is done a dozen times for each entry.
    boolean mayName = plain.indexOf('=') >= 0 || plain.indexOf(':') >= 0;
    return (mayName ? IN_TEXT.matcher(plain).replaceAll("$1$2$3" + MARK) : plain)
        + more(whole, head);
  }

  private static String cut(String text, int longest) {
    String head = text.substring(0, end(text, longest));
    return head + more(text, head);
  }

  private static int end(String text, int longest) {
    if (text.length() <= longest) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
  }

  private static String more(String whole, String head) {
    int more = whole.length() - head.length();
    return more == 0 ? "" : "… (" + more + " characters more)";
  }

  // A stream takes several times as long, for a dozen texts an entry.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                plain.append('\uFFFD');
              } else if (c != '\n' && c != '\t' && Character.isISOControl(c)) {
                plain.append("\\u%04x".formatted(c));
              } else {
                plain.appendCodePoint(c);
              }
            });
    return plain.toString();
  }
}
