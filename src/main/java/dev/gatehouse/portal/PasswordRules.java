package dev.gatehouse.portal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What a new password at a portal has to look like: it has a small and a capital letter, a digit
 * and, if any are allowed, a symbol.
 *
 * @param length how many characters
 * @param symbols those that are allowed besides letters and digits
 */
public record PasswordRules(int length, String symbols) {

  /** What nearly every portal takes. */
  public static final PasswordRules DEFAULT = new PasswordRules(20, "-_.!+=@%");

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  /**
   * Returns a new password.
   *
   * @param random a source nobody can foretell
   */
  public char[] generate(Random random) {
    List<String> kinds = new ArrayList<>(List.of(LETTERS, CAPITALS, DIGITS));
    if (!symbols.isEmpty()) {
      kinds.add(symbols);
    }
    String all = kinds.stream().collect(Collectors.joining());
    List<Character> password = new ArrayList<>();
    kinds.forEach(kind -> password.add(any(kind, random)));
    while (password.size() < length) {
      password.add(any(all, random));
    }
    Collections.shuffle(password, random);
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = password.get(i);
    }
    return characters;
  }

  private static char any(String of, Random random) {
    return of.charAt(random.nextInt(of.length()));
  }
}
