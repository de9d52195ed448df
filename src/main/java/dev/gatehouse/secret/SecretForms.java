package dev.gatehouse.secret;

import dev.gatehouse.secret.SecretPattern.Where;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The forms a value may take in a text: itself, its Unicode normal forms, hexadecimal and base 64,
 * also within a longer text in base 64, as in a header of HTTP basic authentication. Escapes are
 * {@link SecretPattern}'s concern.
 */
final class SecretForms {

  // So short a value in hexadecimal or base 64 is part of much that is none.
  private static final int SHORTEST_ENCODED = 4;
  private static final int SHORTEST_ANYWHERE = 7;
  private static final int SHORTEST_WORD = 3;
  private static final int SHORTEST_IN_ANY_CASE = 8;

  private SecretForms() {}

  /** Returns what finds the value; nothing for one of white space alone. */
  static List<SecretPattern> of(String value) {
    if (value.isBlank()) {
      return List.of();
    }
    Set<String> plain = new LinkedHashSet<>();
    plain.add(value);
    for (Normalizer.Form form : Normalizer.Form.values()) {
      plain.add(Normalizer.normalize(value, form));
    }
    Set<String> encoded = new LinkedHashSet<>();
    if (value.strip().length() >= SHORTEST_ENCODED) {
      Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
          .forEach(charset -> encode(value, charset, encoded));
    }
    return Stream.concat(
            plain.stream()
                .filter(form -> !form.isBlank())
                .map(
                    form ->
                        new SecretPattern(
                            form, where(form), form.length() >= SHORTEST_IN_ANY_CASE, false)),
            encoded.stream()
                .map(form -> new SecretPattern(form, Where.ANYWHERE, isHex(form), true)))
        .toList();
  }

  private static Where where(String value) {
    int length = value.strip().length();
    if (length < SHORTEST_WORD) {
      return Where.WHOLE_VALUE;
    }
    boolean word = value.chars().allMatch(Character::isLetterOrDigit);
    return word && length < SHORTEST_ANYWHERE ? Where.WHOLE_WORD : Where.ANYWHERE;
  }

  private static void encode(String value, Charset charset, Set<String> forms) {
    byte[] bytes = value.getBytes(charset);
    forms.add(HexFormat.of().formatHex(bytes));
    // What stands before the value in a longer text shifts it by none, one or two of the six-bit
    // digits' bytes; the digits it shares with its neighbours are left out.
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[bytes.length + shift];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      int from = shift == 0 ? 0 : shift + 1;
      int to = shifted.length * 8 / 6;
      for (Base64.Encoder encoder :
          List.of(Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder().withoutPadding())) {
        String whole = encoder.encodeToString(shifted);
        if (to - from >= SHORTEST_ENCODED) {
          forms.add(whole.substring(from, to));
          // At the end of its text the last digit is the value's alone.
          forms.add(whole.substring(from));
        }
      }
      Arrays.fill(shifted, (byte) 0);
    }
    Arrays.fill(bytes, (byte) 0);
  }

  private static boolean isHex(String form) {
    return form.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c));
  }
}
