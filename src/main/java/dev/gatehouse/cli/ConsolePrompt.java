package dev.gatehouse.cli;

import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Secret;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal Gatehouse was started at, if it was: both its input and its output. */
final class ConsolePrompt implements HiddenPrompt {

  private final @Nullable Console console;

  ConsolePrompt() {
    // Java 22 to 24 have a console of JLine by default, also where there is no terminal.
    if (System.getProperty("jdk.console") == null) {
      System.setProperty("jdk.console", "java.base");
    }
    console = System.console();
  }

  @Override
  public boolean available() {
    return console != null;
  }

  @Override
  public Optional<Secret> ask(String question) {
    if (console == null) {
      return Optional.empty();
    }
    synchronized (console) {
      char[] typed = console.readPassword("%s", question);
      if (typed == null) {
        return Optional.empty();
      }
      Secret secret = new Secret(typed);
      Arrays.fill(typed, '\0');
      return Optional.of(secret);
    }
  }
}
