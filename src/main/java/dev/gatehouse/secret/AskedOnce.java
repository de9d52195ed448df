package dev.gatehouse.secret;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A prompt that puts each question to a person once and gives the same answer again, for work that
 * opens a secret store several times. Close it to forget the answers. Thread-safe.
 */
public final class AskedOnce implements HiddenPrompt, AutoCloseable {

  private final HiddenPrompt prompt;
  private final Map<String, Secret> answers = new HashMap<>();

  /**
   * @param prompt asks the person
   */
  public AskedOnce(HiddenPrompt prompt) {
    this.prompt = prompt;
  }

  @Override
  public boolean available() {
    return prompt.available();
  }

  @Override
  public synchronized Optional<Secret> ask(String question) {
    Secret known = answers.get(question);
    if (known == null) {
      Optional<Secret> answer = prompt.ask(question);
      if (answer.isEmpty()) {
        return answer;
      }
      known = answer.get();
      answers.put(question, known);
    }
    return Optional.of(known.copy());
  }

  @Override
  public synchronized void close() {
    answers.values().forEach(Secret::close);
    answers.clear();
  }
}
