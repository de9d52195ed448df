package dev.gatehouse.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.portal.Definitions;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Beside each bad feature file lies a {@code .txt} with every message expected for it, each without
 * the file's name.
 */
class FeatureSamplesTest {

  private static final Path SAMPLES = Path.of("src/test/resources");
  private static final Path BAD = SAMPLES.resolve("features-bad");

  @TestFactory
  Stream<DynamicTest> every_bad_file_is_told_with_these_messages() {
    Map<String, List<String>> found =
        problems("features-bad").stream()
            .collect(
                Collectors.groupingBy(
                    problem -> problem.at().file(),
                    Collectors.mapping(Problem::toString, Collectors.toList())));
    return files(".feature").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () ->
                        assertThat(found.getOrDefault(shown(file), List.of()))
                            .isNotEmpty()
                            .containsExactlyElementsOf(expected(file))));
  }

  @Test
  void there_are_enough_bad_files_and_none_is_forgotten() {
    assertThat(files(".feature")).hasSizeGreaterThanOrEqualTo(45);
    assertThat(files(".txt").stream().map(FeatureSamplesTest::name))
        .containsExactlyElementsOf(
            files(".feature").stream().map(FeatureSamplesTest::name).toList());
  }

  @Test
  void no_message_shows_a_secret() throws IOException {
    assertThat(Files.readString(BAD.resolve("secret_field.feature"))).contains("hunter2");
    assertThat(problems("features-bad").toString()).doesNotContain("hunter2");
  }

  @Test
  void good_files_have_no_problem() {
    assertThat(problems("features-good")).isEmpty();
  }

  private static List<Problem> problems(String folder) {
    Problems problems = new Problems();
    Definitions definitions = Definitions.load(SAMPLES.resolve("features-definitions"));
    new FeatureCheck(Path.of(""))
        .check(List.of(SAMPLES.resolve(folder).toString()), definitions, problems);
    return problems.sorted();
  }

  private static List<String> expected(Path file) throws IOException {
    return Files.readAllLines(BAD.resolve(name(file) + ".txt")).stream()
        .map(line -> shown(file) + ":" + line)
        .toList();
  }

  private static String shown(Path file) {
    return file.toString().replace('\\', '/');
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
  }

  private static List<Path> files(String ending) {
    try (Stream<Path> all = Files.list(BAD)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
