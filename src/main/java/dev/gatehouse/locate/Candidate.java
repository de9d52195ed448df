package dev.gatehouse.locate;

import java.util.Locale;

/** A control and how well it fits what is sought. */
public record Candidate(PageSnapshot.Located located, Score score) {

  /** Returns the control. */
  public Control control() {
    return located.control();
  }

  /** Returns it in a few words with its score: {@code field "User ID" (72)}. */
  public String describe() {
    return control().describe() + String.format(Locale.ROOT, " (%d)", Math.round(score.points()));
  }
}
