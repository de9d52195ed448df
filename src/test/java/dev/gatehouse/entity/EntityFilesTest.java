package dev.gatehouse.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.problem.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityFilesTest {

  private static final Path GOOD = Path.of("src/test/resources/definitions/good/entities");

  @TempDir private Path folder = Path.of("replaced");

  @ParameterizedTest
  @CsvSource({
    "legal-name, Example Company",
    "ein, 123456789",
    "naics.0, 541512",
    "address.city, Austin",
    "address.address-level2, Austin",
    "address.state, TX",
    "address.zip, 78701-1234",
    "address.country-name, United States",
    "address.address-line1, 1 Example Way",
    "address.address-line2, Floor 2",
    "mailing-address.street-address, PO Box 1",
    "contacts.primary.given-name, Ann",
    "contacts.primary.first-name, Ann",
    "contacts.primary.name, Ann Example",
    "contacts.primary.phone, +1 512 555 0142",
    "contacts.out-of-hours.name, Service desk",
    "certifications.0.expires, 2027-01-01",
    "extra.employees-abroad, 3",
    "extra.permits.resale, TX-1",
    "extra.permits.kinds.1, two"
  })
  void a_value_is_found_by_its_path_and_by_other_words_for_it(String path, String value) {
    Entity entity = EntityFiles.load(GOOD).withId("full_company").orElseThrow();

    assertThat(entity.value(path)).contains(value);
  }

  @Test
  void a_number_keeps_its_leading_zero() {
    assertThat(
            EntityFiles.load(GOOD)
                .withId("norway")
                .flatMap(entity -> entity.value("address.postal-code")))
        .contains("0150");
  }

  @Test
  void every_value_of_the_samples_has_a_path_that_portals_may_name() {
    assertThat(EntityFiles.load(GOOD).all())
        .isNotEmpty()
        .allSatisfy(entity -> assertThat(entity.values().keySet()).allMatch(ProfilePath::isKnown));
  }

  @Test
  void a_missing_folder_is_told() {
    Path missing = folder.resolve("entities");

    assertThatExceptionOfType(ProblemsException.class)
        .isThrownBy(() -> EntityFiles.load(missing))
        .withMessage(
            missing.toString().replace('\\', '/')
                + ": the folder cannot be read; found no such folder; expected a folder of .yaml"
                + " files; run the command in the project's folder, or create it");
  }

  @Test
  void another_ending_is_told_and_hidden_files_are_left_alone() throws IOException {
    Files.writeString(folder.resolve("acme.yml"), "schema: 1\n");
    Files.writeString(folder.resolve(".acme.yaml"), "not: read");
    Files.writeString(folder.resolve("notes.txt"), "not read");

    assertThatExceptionOfType(ProblemsException.class)
        .isThrownBy(() -> EntityFiles.load(folder))
        .withMessage(
            folder.resolve("acme.yml").toString().replace('\\', '/')
                + ": a definition with another ending; expected .yaml; rename the file");
  }
}
