package dev.gatehouse.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the loader and the JSON Schemas to the same files: {@code good} ones are accepted by both;
 * beside each {@code bad} one lies a {@code .txt} with every message expected for it. Where the
 * schema cannot say what the loader checks, the first line of that says so.
 */
class DefinitionSamplesTest {

  private static final Path SAMPLES = Path.of("src/test/resources/definitions");
  private static final String BEYOND = "# not a matter of the schema: ";

  private final Schema portalSchema = schema("portal");
  private final Schema entitySchema = schema("entity");

  @Test
  void every_good_file_is_loaded() {
    Definitions definitions = Definitions.load(SAMPLES.resolve("good"));

    assertThat(
            Stream.concat(
                    definitions.portals().names().stream(),
                    definitions.entities().ids().stream().map(id -> "entities/" + id))
                .map(name -> SAMPLES.resolve("good").resolve(name + ".yaml")))
        .containsExactlyInAnyOrderElementsOf(files("good", ".yaml"))
        .hasSizeGreaterThanOrEqualTo(15);
  }

  @Test
  void the_projects_own_files_are_loaded_and_name_their_schema() throws IOException {
    Path folder = Path.of("portals");

    Definitions definitions = Definitions.load(folder);

    assertThat(definitions.entities().ids()).contains("acme_networks", "baobab_fibre");
    assertThat(definitions.portals().names()).contains("td_synnex");
    for (Path file : yamlFiles(folder)) {
      String first = Files.readAllLines(file).get(0);
      assertThat(first).as(file.toString()).startsWith("# yaml-language-server: $schema=");
      Path named = file.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize();
      assertThat(named)
          .isEqualTo(
              Path.of("src/main/resources/schemas")
                  .resolve((isEntity(file) ? "entity" : "portal") + ".schema.json"))
          .exists();
      assertThat(refusal(file)).as(file.toString()).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> the_schema_accepts_every_good_file() {
    return files("good", ".yaml").stream()
        .map(
            file -> DynamicTest.dynamicTest(name(file), () -> assertThat(refusal(file)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> every_bad_file_is_refused_with_these_messages() {
    Map<String, List<String>> found = messages();
    return files("bad", ".yaml").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () ->
                        assertThat(found.getOrDefault(shown(file), List.of()))
                            .isNotEmpty()
                            .containsExactlyElementsOf(expected(file))));
  }

  @TestFactory
  Stream<DynamicTest> the_schema_refuses_what_it_can_say_of_every_bad_file() {
    return files("bad", ".yaml").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () ->
                        assertThat(refusal(file).isEmpty())
                            .as("%s accepted by the schema", name(file))
                            .isEqualTo(beyondSchema(file))));
  }

  @Test
  void there_are_enough_bad_files_and_none_is_forgotten() {
    assertThat(files("bad", ".yaml")).hasSizeGreaterThanOrEqualTo(45);
    assertThat(files("bad", ".txt").stream().map(DefinitionSamplesTest::name))
        .containsExactlyInAnyOrderElementsOf(
            files("bad", ".yaml").stream().map(DefinitionSamplesTest::name).toList());
  }

  @Test
  void no_message_shows_a_secret() {
    assertThat(messages().values().toString()).doesNotContain("hunter2");
  }

  private static Map<String, List<String>> messages() {
    Problems problems = new Problems();
    Definitions.load(SAMPLES.resolve("bad"), problems);
    return problems.sorted().stream()
        .collect(
            Collectors.groupingBy(
                problem -> problem.at().file(),
                Collectors.mapping(Problem::toString, Collectors.toList())));
  }

  /** Returns why the schema refuses a file, or nothing if it accepts it. */
  private Optional<String> refusal(Path file) {
    try {
      String text = Files.readString(file).replaceFirst("^\uFEFF", "");
      var errors = (isEntity(file) ? entitySchema : portalSchema).validate(text, InputFormat.YAML);
      return errors.isEmpty() ? Optional.empty() : Optional.of(errors.toString());
    } catch (IOException | RuntimeException e) {
      // Another parser cannot read it either.
      return Optional.of(e.toString());
    }
  }

  private static List<String> expected(Path file) throws IOException {
    return Files.readAllLines(beside(file)).stream()
        .filter(line -> !line.startsWith(BEYOND))
        .map(line -> shown(file) + ":" + line)
        .toList();
  }

  private static boolean beyondSchema(Path file) throws IOException {
    return Files.readAllLines(beside(file)).get(0).startsWith(BEYOND);
  }

  private static Path beside(Path file) {
    return Path.of(file.toString().replaceFirst("\\.yaml$", ".txt"));
  }

  private static boolean isEntity(Path file) {
    return file.toString().contains("entities");
  }

  private static String shown(Path file) {
    return file.toString().replace('\\', '/');
  }

  private static String name(Path file) {
    return shown(SAMPLES.relativize(file)).replaceFirst("\\.[a-z]+$", "");
  }

  private static List<Path> files(String folder, String ending) {
    try (Stream<Path> all = Files.walk(SAMPLES.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> yamlFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return new ArrayList<>(all.filter(file -> file.toString().endsWith(".yaml")).toList());
    }
  }

  private static Schema schema(String name) {
    try (InputStream input =
        DefinitionSamplesTest.class.getResourceAsStream("/schemas/" + name + ".schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              new String(Objects.requireNonNull(input).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
