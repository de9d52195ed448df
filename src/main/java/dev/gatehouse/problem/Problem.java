package dev.gatehouse.problem;

import java.util.Optional;

/**
 * Something wrong in what a person wrote, told so that it can be mended without asking anyone.
 * Immutable.
 *
 * @param at where it is
 * @param what what is wrong
 * @param found what was found there, as it shall be shown; never a secret
 * @param expected what would be right
 * @param hint what to do about it
 */
public record Problem(
    Position at,
    String what,
    Optional<String> found,
    Optional<String> expected,
    Optional<String> hint) {

  /** Returns a problem that says only where and what. */
  public static Problem at(Position at, String what) {
    return new Problem(at, what, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this problem, saying also what was found. */
  public Problem found(String text) {
    return new Problem(at, what, Optional.of(text), expected, hint);
  }

  /** Returns this problem, saying also what was expected. */
  public Problem expected(String text) {
    return new Problem(at, what, found, Optional.of(text), hint);
  }

  /** Returns this problem, saying also what to do. */
  public Problem hint(String text) {
    return new Problem(at, what, found, expected, Optional.of(text));
  }

  /** Returns this problem with a "did you mean" if one of the candidates is near to the word. */
  public Problem didYouMean(String word, Iterable<String> candidates) {
    return Nearest.to(word, candidates)
        .map(nearest -> hint("did you mean \"" + nearest + "\"?"))
        .orElse(this);
  }

  /**
   * Returns the message: {@code portals/acme.yaml:14:7: unknown key "sucess"; expected one of ...;
   * did you mean "success"?}
   */
  @Override
  public String toString() {
    StringBuilder message = new StringBuilder(at.toString()).append(": ").append(what);
    found.ifPresent(text -> message.append("; found ").append(text));
    expected.ifPresent(text -> message.append("; expected ").append(text));
    hint.ifPresent(text -> message.append("; ").append(text));
    return message.toString();
  }
}
