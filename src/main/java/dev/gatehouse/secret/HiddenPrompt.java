package dev.gatehouse.secret;

import java.util.Optional;

/** Asks a person for something that is not shown while it is typed. Thread-safe. */
public interface HiddenPrompt {

  /** Where nobody sits. */
  HiddenPrompt NONE =
      new HiddenPrompt() {
        @Override
        public boolean available() {
          return false;
        }

        @Override
        public Optional<Secret> ask(String question) {
          return Optional.empty();
        }
      };

  /** Returns whether there is a terminal to ask at. */
  boolean available();

  /** Asks once; empty when the person ended the input instead, or there is no terminal. */
  Optional<Secret> ask(String question);

  /**
   * Asks twice, since what is not shown is easily mistyped.
   *
   * @param question ends with a colon and a space
   * @throws IllegalArgumentException with a message for a person when nothing was typed, or two
   *     different things
   */
  default Secret askTwice(String question) {
    Secret first = typed(ask(question));
    try (Secret second = typed(ask("The same again: "))) {
      if (!first.sameAs(second)) {
        first.close();
        throw new IllegalArgumentException(
            "What was typed the second time is not what was typed the first time. Nothing was stored; try again.");
      }
    }
    return first;
  }

  private static Secret typed(Optional<Secret> answer) {
    return answer
        .filter(secret -> !secret.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException("Nothing was typed. Nothing was stored."));
  }
}
