package dev.gatehouse.portal;

import dev.gatehouse.problem.Problem;
import dev.gatehouse.yaml.MappingReader;
import dev.gatehouse.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads forms. */
final class FormReader {

  private final PageReader pages;

  FormReader(PageReader pages) {
    this.pages = pages;
  }

  /** Reads a mapping of forms by name. */
  void readAll(MappingReader reader, Map<String, Form> forms) {
    reader
        .named()
        .forEach(
            (name, value) ->
                reader.mapping(name, value).ifPresent(form -> forms.put(name, read(name, form))));
  }

  Form read(String name, MappingReader reader) {
    String title = reader.text("title").orElse(titleFrom(name));
    Optional<String> page = pages.page(reader);
    List<String> follow = pages.follow(reader);
    Map<String, FormField> fields = fields(reader);
    Form form =
        new Form(
            name,
            title,
            page,
            follow,
            fields,
            reader.text("submit"),
            PageReader.marks(reader, "success"),
            PageReader.marks(reader, "failure"),
            reference(reader));
    reader.finish();
    return form;
  }

  private static Map<String, FormField> fields(MappingReader form) {
    Map<String, FormField> fields = new LinkedHashMap<>();
    form.mapping("fields")
        .ifPresent(
            reader -> {
              FieldReader fieldReader = new FieldReader(reader);
              reader
                  .named()
                  .forEach((name, value) -> fields.put(name, fieldReader.read(name, value)));
              new Placeholders(fields, reader).check();
            });
    return fields;
  }

  private static Optional<String> reference(MappingReader reader) {
    Optional<YamlScalar> reference = reader.scalar("reference");
    reference.ifPresent(
        scalar -> {
          try {
            if (Pattern.compile(scalar.text()).matcher("").groupCount() == 0) {
              reader.report(
                  Problem.at(scalar.at(), "\"reference\" has no group")
                      .found(scalar.shown())
                      .expected("round brackets around the number: Reference: ([A-Z0-9-]+)"));
            }
          } catch (PatternSyntaxException e) {
            reader.report(notRegex(scalar, "reference", e));
          }
        });
    return reference.map(YamlScalar::text);
  }

  static Problem notRegex(YamlScalar scalar, String key, PatternSyntaxException e) {
    return Problem.at(scalar.at(), "\"" + key + "\" is not a regular expression")
        .found(scalar.shown())
        .hint(e.getDescription() + " near character " + (e.getIndex() + 1));
  }

  private static String titleFrom(String name) {
    String words = name.replace('_', ' ').replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
