package dev.gatehouse.cli;

import dev.gatehouse.app.AuditedSecretsFile;
import dev.gatehouse.app.AuditedStore;
import dev.gatehouse.app.ChosenStore;
import dev.gatehouse.app.Settings;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What the secret commands share: where secrets are, who may be asked, how names are written.
 *
 * @param input read where nobody can be asked
 */
record SecretDesk(Settings settings, HiddenPrompt prompt, InputStream input, Clock clock) {

  /** More than any store holds. */
  private static final int MOST_INPUT_BYTES = 1 << 20;

  static SecretDesk here() {
    return new SecretDesk(Settings.defaults(), new ConsolePrompt(), System.in, Clock.systemUTC());
  }

  ChosenStore store() {
    return new ChosenStore(settings, prompt, clock, new Redactor());
  }

  /** Opens the store for what a person changes by hand; that is written down. */
  AuditedStore changing() {
    return changing("set-secret");
  }

  /**
   * Opens the store for changes, which are written to the audit log before they are made.
   *
   * @param putting what storing is called there
   */
  AuditedStore changing(String putting) {
    return AuditedStore.open(settings, prompt, clock, putting);
  }

  /** Opens the encrypted file, for what changes it as a whole; that is written down, too. */
  AuditedSecretsFile file(String what) {
    return new AuditedSecretsFile(settings, prompt, clock, what);
  }

  /** Returns a name as a person types it. */
  static String typed(SecretName name) {
    return name.account().equals(Account.DEFAULT)
        ? name.scope() + "/" + name.field()
        : name.toString();
  }

  /** Reads a name; what may be a value is not said back. */
  static SecretName name(String text, CommandLine command) {
    try {
      return SecretName.of(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  /** Reads a value: typed twice at a terminal, else all of the input without its last newline. */
  Secret value(SecretName name, CommandLine command) throws IOException {
    return value("Value of " + typed(name) + " (is not shown): ", command);
  }

  /** Reads a value that is asked for with a question: the same way. */
  Secret value(String question, CommandLine command) throws IOException {
    try {
      if (prompt.available()) {
        return prompt.askTwice(question);
      }
      byte[] bytes = input.readNBytes(MOST_INPUT_BYTES);
      int length = bytes.length;
      if (length > 0 && bytes[length - 1] == '\n') {
        length -= length > 1 && bytes[length - 2] == '\r' ? 2 : 1;
      }
      byte[] line = Arrays.copyOf(bytes, length);
      Arrays.fill(bytes, (byte) 0);
      try {
        return Secret.ofUtf8(line);
      } finally {
        Arrays.fill(line, (byte) 0);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }
}
