package dev.gatehouse.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.problem.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {

  @TempDir private Path folder = Path.of("replaced");

  private final Problems problems = new Problems();

  @Test
  void values_know_where_they_stand_and_what_they_are() throws IOException {
    YamlMapping root =
        YamlFile.read(file("a: 0123\nb:\n  - 'yes'\n  - no\nc: true\nd: ~\n"), problems)
            .orElseThrow();

    assertThat(problems.sorted()).isEmpty();
    YamlScalar number = (YamlScalar) value(root, "a");
    assertThat(number.text()).isEqualTo("0123");
    assertThat(number.kind()).isEqualTo(YamlScalar.Kind.NUMBER);
    assertThat(number.at()).hasToString(shown() + ":1:4");
    assertThat(((YamlSequence) value(root, "b")).items())
        .extracting(item -> ((YamlScalar) item).kind() + " " + item.at().line())
        .containsExactly("TEXT 3", "TEXT 4");
    assertThat(((YamlScalar) value(root, "c")).kind()).isEqualTo(YamlScalar.Kind.BOOLEAN);
    assertThat(((YamlScalar) value(root, "d")).kind()).isEqualTo(YamlScalar.Kind.NOTHING);
    assertThat(root.entries().keySet()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void a_huge_file_is_refused_without_being_read() throws IOException {
    YamlFile.read(file("a: " + "x".repeat(TextFile.LIMIT_BYTES)), problems);

    assertThat(messages())
        .containsExactly(
            shown() + ": the file is too large; found 262147 bytes; expected at most 262144");
  }

  @Test
  void a_missing_file_is_a_problem() {
    YamlFile.read(folder.resolve("a.yaml"), problems);

    assertThat(messages())
        .containsExactly(
            shown()
                + ": the file cannot be read; found NoSuchFileException; check that it exists and"
                + " that you may read it");
  }

  @Test
  void whatever_is_in_a_file_nothing_is_thrown_and_every_message_has_its_place()
      throws IOException {
    Random random = new Random(20260131);
    String alphabet = "ab:  -\n\n[]{}'\"&*!|>%@`#?,\\\t~1.<";
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Problems found = new Problems();

      boolean read = YamlFile.read(file(text.toString()), found).isPresent();

      assertThat(read || !found.isEmpty()).as(text.toString()).isTrue();
      assertThat(found.sorted())
          .as(text.toString())
          .allSatisfy(problem -> assertThat(problem.at().line()).isPositive());
    }
  }

  @Test
  void ten_thousand_levels_are_refused_not_followed() throws IOException {
    YamlFile.read(file("a: " + "[".repeat(10_000)), problems);

    assertThat(messages())
        .containsExactly(
            shown() + ":1:24: values are nested too deeply; expected at most 20 levels");
  }

  private static YamlValue value(YamlMapping mapping, String key) {
    YamlMapping.Entry entry = mapping.entries().get(key);
    assertThat(entry).isNotNull();
    return Objects.requireNonNull(entry).value();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("a.yaml"), text);
  }

  private String shown() {
    return folder.resolve("a.yaml").toString().replace('\\', '/');
  }

  private List<String> messages() {
    return problems.sorted().stream().map(Problem::toString).toList();
  }
}
