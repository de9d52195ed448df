package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskedOnceTest {

  private final Deque<String> typed = new ArrayDeque<>(List.of("first", "second", "third"));
  private final AskedOnce prompt =
      new AskedOnce(
          new HiddenPrompt() {
            @Override
            public boolean available() {
              return true;
            }

            @Override
            public Optional<Secret> ask(String question) {
              return Optional.ofNullable(typed.poll()).map(Secret::new);
            }
          });

  private Optional<String> answer(String question) {
    return prompt.ask(question).map(Secret::reveal);
  }

  @Test
  void each_question_is_asked_once_also_when_its_answer_was_wiped() {
    assertThat(answer("Master password: ")).contains("first");
    prompt.ask("Master password: ").orElseThrow().close();

    assertThat(answer("Master password: ")).contains("first");
    assertThat(answer("Another: ")).contains("second");
  }

  @Test
  void what_was_closed_has_forgotten_the_answers() {
    assertThat(answer("Master password: ")).contains("first");

    prompt.close();

    assertThat(answer("Master password: ")).contains("second");
  }

  @Test
  void an_answer_nobody_gave_is_asked_for_again() {
    typed.clear();
    assertThat(answer("Master password: ")).isEmpty();
    typed.add("late");

    assertThat(answer("Master password: ")).contains("late");
  }
}
