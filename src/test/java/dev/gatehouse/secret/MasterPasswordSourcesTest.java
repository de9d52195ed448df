package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterPasswordSourcesTest {

  private static final String PLACE = "the secrets file x";

  @TempDir private Path folder = Path.of("replaced");

  private final Deque<String> questions = new ArrayDeque<>();

  private HiddenPrompt person(String... answers) {
    Deque<String> left = new ArrayDeque<>(List.of(answers));
    return new HiddenPrompt() {
      @Override
      public boolean available() {
        return true;
      }

      @Override
      public Optional<Secret> ask(String question) {
        questions.add(question);
        return Optional.ofNullable(left.poll()).map(Secret::new);
      }
    };
  }

  private static MasterPasswordSources sources(Map<String, String> variables, HiddenPrompt prompt) {
    return new MasterPasswordSources(
        variables,
        prompt,
        () -> {
          throw new AssertionError("the keyring was asked for");
        },
        MasterPasswordSources.PRESENT);
  }

  private Path file(String content, String permissions) throws IOException {
    Path file = folder.resolve("master");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private static Map<String, String> naming(Path file) {
    return Map.of(
        "GATEHOUSE_MASTER_PASSWORD_FILE",
        file.toString(),
        "GATEHOUSE_MASTER_PASSWORD",
        "from the variable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"from the file", "from the file\n", "from the file\r\n"})
  void a_file_goes_before_all_others_and_its_newline_does_not_count(String content)
      throws IOException {
    MasterPasswordSources sources = sources(naming(file(content, "rw-------")), person("typed"));

    assertThat(sources.existing(PLACE).reveal()).isEqualTo("from the file");
    assertThat(sources.chosen(PLACE).reveal()).isEqualTo("from the file");
    assertThat(questions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----", "rw----r--", "r--r--r--"})
  void a_file_that_others_may_read_is_refused(String permissions) throws IOException {
    Path file = file("from the file", permissions);

    SecretStoreException e =
        catchThrowableOfType(
            SecretStoreException.class,
            () -> sources(naming(file), person("typed")).existing(PLACE));

    assertThat(e.kind()).isEqualTo(SecretStoreException.Kind.EXPOSED);
    assertThat(e)
        .hasMessage(
            "The file named by GATEHOUSE_MASTER_PASSWORD_FILE, %1$s may be read by others; found %2$s, expected rw-------. Nothing was read from it. Do: chmod 600 %1$s"
                .formatted(file, permissions));
  }

  @Test
  void a_file_that_is_not_there_or_empty_is_told() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> sources(naming(missing), person("typed")).existing(PLACE))
        .hasMessage(
            "The file named by GATEHOUSE_MASTER_PASSWORD_FILE, %s, is not there; expected the master password in it."
                .formatted(missing));
    Path empty = file("\n", "rw-------");
    assertThatThrownBy(() -> sources(naming(empty), person("typed")).existing(PLACE))
        .hasMessage(
            "The file named by GATEHOUSE_MASTER_PASSWORD_FILE, %s, is empty; expected the master password in it."
                .formatted(empty));
  }

  @Test
  void a_variable_goes_before_a_person() {
    MasterPasswordSources sources =
        sources(Map.of("GATEHOUSE_MASTER_PASSWORD", "from the variable"), person("typed"));

    assertThat(sources.existing(PLACE).reveal()).isEqualTo("from the variable");
    assertThat(questions).isEmpty();
  }

  @Test
  void a_person_is_asked_once_for_an_old_one_and_twice_for_a_new_one() {
    assertThat(sources(Map.of(), person("typed")).existing(PLACE).reveal()).isEqualTo("typed");
    assertThat(sources(Map.of(), person("new", "new")).chosen(PLACE).reveal()).isEqualTo("new");
    assertThat(questions)
        .containsExactly(
            "Master password of the secrets file x: ",
            "New master password for the secrets file x: ",
            "The same again: ");
  }

  @Test
  void two_different_new_ones_are_none() {
    assertThatThrownBy(() -> sources(Map.of(), person("new", "nwe")).chosen(PLACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "What was typed the second time is not what was typed the first time. Nothing was stored; try again.");
    assertThatThrownBy(() -> sources(Map.of(), person("")).chosen(PLACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Nothing was typed. Nothing was stored.");
  }

  @Test
  void without_all_of_them_the_three_ways_are_told() {
    String message =
        "No master password was given for the secrets file x. Start Gatehouse at a terminal and type it, set GATEHOUSE_MASTER_PASSWORD_FILE to a file that holds it and that only you may read, or set GATEHOUSE_MASTER_PASSWORD.";
    MasterPasswordSources nothing =
        sources(Map.of("GATEHOUSE_MASTER_PASSWORD", ""), HiddenPrompt.NONE);
    SecretStoreException e =
        catchThrowableOfType(SecretStoreException.class, () -> nothing.existing(PLACE));
    assertThat(e.kind()).isEqualTo(SecretStoreException.Kind.NO_KEY);
    assertThat(e).hasMessage(message);
    assertThatThrownBy(() -> nothing.chosen(PLACE)).hasMessage(message);
    assertThatThrownBy(() -> sources(Map.of(), person()).existing(PLACE)).hasMessage(message);
  }

  @Test
  void what_is_no_name_of_an_item_of_the_keyring_is_told() {
    assertThatThrownBy(
            () ->
                sources(Map.of("GATEHOUSE_MASTER_PASSWORD_KEYRING", "Gatehouse"), HiddenPrompt.NONE)
                    .existing(PLACE))
        .hasMessage(
            "GATEHOUSE_MASTER_PASSWORD_KEYRING: not a secret's name; found \"Gatehouse\"; expected PORTAL/FIELD or PORTAL/ACCOUNT/FIELD, as in dh/password. It is the name of an item in the keyring, as in gatehouse/master-password.");
  }

  @Test
  void the_variable_goes_before_the_keyring() {
    assertThat(
            sources(
                    Map.of(
                        "GATEHOUSE_MASTER_PASSWORD",
                        "from the variable",
                        "GATEHOUSE_MASTER_PASSWORD_KEYRING",
                        "gatehouse/master-password"),
                    HiddenPrompt.NONE)
                .existing(PLACE)
                .reveal())
        .isEqualTo("from the variable");
  }
}
