package dev.gatehouse.yaml;

import dev.gatehouse.problem.Problem;
import dev.gatehouse.rule.ValueRule;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every definition begins with: {@code schema: 1} and a name equal to the file's. */
public final class DefinitionHead {

  /** What portals and entities are called. */
  public static final ValueRule FILE_NAME =
      new ValueRule(
          "name",
          Pattern.compile("[a-z][a-z0-9_]*"),
          "lower-case letters, digits and _, beginning with a letter");

  private DefinitionHead() {}

  /**
   * Reads the version of the schema and the name.
   *
   * @param key the key that holds the name
   * @return the name, or the file's if there is no valid one
   */
  public static String read(MappingReader reader, Path file, String key) {
    schema(reader);
    String stem = stem(file);
    if (!reader.has(key)) {
      reader.report(
          Problem.at(reader.at(), "\"" + key + "\" is missing")
              .expected(YamlScalar.quoted(key + ": " + stem)));
    }
    Optional<YamlScalar> name = reader.scalar(key, FILE_NAME);
    name.filter(scalar -> !scalar.text().equals(stem))
        .ifPresent(
            scalar ->
                reader.report(
                    Problem.at(scalar.at(), "\"" + key + "\" is not the file's name")
                        .found(scalar.shown())
                        .expected(YamlScalar.quoted(stem))
                        .hint("rename the file or change the key")));
    return name.map(YamlScalar::text).orElse(stem);
  }

  /** Returns a file's name without its ending. */
  public static String stem(Path file) {
    return Optional.ofNullable(file.getFileName())
        .orElse(file)
        .toString()
        .replaceFirst("\\.[^.]*$", "");
  }

  private static void schema(MappingReader reader) {
    Optional<YamlValue> schema = reader.value("schema");
    if (schema.isEmpty()) {
      reader.report(
          Problem.at(reader.at(), "\"schema\" is missing")
              .expected("\"schema: 1\" as the first key"));
    } else if (!(schema.get() instanceof YamlScalar scalar
        && scalar.kind() == YamlScalar.Kind.NUMBER
        && scalar.text().equals("1"))) {
      reader.report(
          Problem.at(schema.get().at(), "an unknown version of the schema")
              .found(schema.get().shown())
              .expected("1"));
    } else if (!reader.firstKey().equals("schema")) {
      reader.report(
          Problem.at(reader.at("schema"), "\"schema\" is not the first key")
              .found(YamlScalar.quoted(reader.firstKey()) + " before it")
              .hint("move the line \"schema: 1\" to the top"));
    }
  }
}
