package dev.gatehouse.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.entity.Entity;
import dev.gatehouse.entity.EntityFiles;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.rule.ValueRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the words of the JSON Schemas to those of the loader. */
class SchemaVocabularyTest {

  private static final Path SCHEMAS = Path.of("src/main/resources/schemas");

  @TempDir private Path folder = Path.of("replaced");

  @Test
  void the_keys_of_a_portal_are_the_same() throws IOException {
    assertThat(keysOfLoader("schema: 1\nname: a\naddress: https://a.example\nzzzzzzzzzzzz: 1\n"))
        .containsExactlyInAnyOrderElementsOf(keys(schema("portal").at("/properties")));
  }

  @Test
  void the_keys_of_a_form_and_a_field_are_the_same() throws IOException {
    String start = "schema: 1\nname: a\naddress: https://a.example\nsign-up:\n  ";
    assertThat(keysOfLoader(start + "zzzzzzzzzzzz: 1\n"))
        .containsExactlyInAnyOrderElementsOf(keys(schema("portal").at("/$defs/form/properties")));
    assertThat(keysOfLoader(start + "fields: {sku: {zzzzzzzzzzzz: 1}}\n"))
        .containsExactlyInAnyOrderElementsOf(
            keys(schema("portal").at("/$defs/field/anyOf/3/properties")));
  }

  @Test
  void the_keys_of_login_session_and_healing_are_the_same() throws IOException {
    String start = "schema: 1\nname: a\naddress: https://a.example\n";
    for (String key : List.of("login", "session", "healing")) {
      assertThat(keysOfLoader(start + key + ": {zzzzzzzzzzzz: 1}\n"))
          .containsExactlyInAnyOrderElementsOf(
              keys(schema("portal").at("/properties/" + key + "/properties")));
    }
  }

  @Test
  void the_names_of_rules_are_the_same() throws IOException {
    assertThat(texts(schema("portal").at("/$defs/field/anyOf/3/properties/rule/anyOf/0/enum")))
        .containsExactlyInAnyOrderElementsOf(
            ValueRule.NAMED.stream().map(ValueRule::name).toList());
  }

  @Test
  void every_key_has_a_description_for_editors() throws IOException {
    for (String name : List.of("portal", "entity")) {
      JsonNode properties = schema(name).at("/properties");
      assertThat(keys(properties))
          .allSatisfy(
              key ->
                  assertThat(description(name, properties.get(key)))
                      .as("%s: %s", name, key)
                      .isNotBlank());
    }
  }

  @Test
  void what_an_entity_has_a_portal_may_name() throws IOException {
    String pattern = schema("portal").at("/$defs/profile-path/pattern").asText();
    Entity entity =
        EntityFiles.load(Path.of("src/test/resources/definitions/good/entities"))
            .withId("full_company")
            .orElseThrow();

    assertThat(entity.values().keySet()).allMatch(path -> path.matches(pattern));
    assertThat(List.of("address.city", "contacts.primary.phone"))
        .allMatch(path -> path.matches(pattern));
    assertThat("address.town").doesNotMatch(pattern);
  }

  private List<String> keysOfLoader(String yaml) throws IOException {
    Files.writeString(folder.resolve("a.yaml"), yaml);
    Problems problems = new Problems();
    PortalFiles.load(folder, problems);
    assertThat(problems.sorted()).hasSize(1);
    Problem problem = problems.sorted().get(0);
    String expected = problem.expected().orElseThrow();
    return Arrays.asList(expected.replaceFirst("^one of ", "").split(", ", -1));
  }

  private static String description(String name, JsonNode property) throws IOException {
    if (property.has("description")) {
      return property.get("description").asText();
    }
    return schema(name)
        .at(property.path("$ref").asText().substring(1))
        .path("description")
        .asText();
  }

  private static List<String> keys(JsonNode properties) {
    return properties.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode schema(String name) throws IOException {
    return new ObjectMapper().readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
  }
}
