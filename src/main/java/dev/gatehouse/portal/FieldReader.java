package dev.gatehouse.portal;

import dev.gatehouse.entity.ProfilePath;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.rule.ValueRule;
import dev.gatehouse.yaml.MappingReader;
import dev.gatehouse.yaml.YamlScalar;
import dev.gatehouse.yaml.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads one field of a form: nothing at all ({@code sku:}), the entity's value it is filled with
 * ({@code email: contacts.primary.email}), or a mapping.
 */
final class FieldReader {

  private static final Pattern PASSWORD = Pattern.compile("(current|new)-password|one-time-code");

  private final MappingReader fields;

  FieldReader(MappingReader fields) {
    this.fields = fields;
  }

  FormField read(String name, YamlValue value) {
    if (value instanceof YamlScalar scalar) {
      if (scalar.kind() == YamlScalar.Kind.NOTHING) {
        return field(name, Optional.empty());
      }
      if (PASSWORD.matcher(name).matches()) {
        fields.report(secretWith("from", value.at()));
      }
      return field(name, fields.scalar(name, value).flatMap(path -> path(fields, path)));
    }
    return fields
        .mapping(name, value)
        .map(reader -> read(name, reader))
        .orElse(field(name, Optional.empty()));
  }

  private static FormField field(String name, Optional<String> from) {
    return new FormField(
        name,
        Optional.empty(),
        Optional.empty(),
        from,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        PASSWORD.matcher(name).matches());
  }

  private static FormField read(String name, MappingReader reader) {
    Optional<String> intent = reader.text("intent", MappingReader.NAME);
    boolean password = PASSWORD.matcher(intent.orElse(name)).matches();
    Optional<YamlScalar> fixed = reader.scalar("fixed");
    List<YamlScalar> allowed = reader.scalars("allowed");
    Optional<ValueRule> rule = reader.scalar("rule").flatMap(scalar -> rule(reader, scalar));
    FormField field =
        new FormField(
            name,
            reader.text("label"),
            intent,
            reader.scalar("from").flatMap(path -> path(reader, path)),
            fixed.map(YamlScalar::text),
            allowed.stream().map(YamlScalar::text).toList(),
            rule,
            reader.flag("required", false),
            reader.flag("secret", password));
    reader.finish();
    exclusions(name, reader, field);
    rule.ifPresent(
        value -> {
          allowed.forEach(scalar -> meets(reader, scalar, "allowed", value));
          fixed
              .filter(scalar -> Placeholders.in(scalar.text()).isEmpty())
              .ifPresent(scalar -> meets(reader, scalar, "fixed", value));
        });
    return field;
  }

  private static void exclusions(String name, MappingReader reader, FormField field) {
    reader.both("fixed", "from", "a fixed value is never filled from the entity; keep one of them");
    reader.both("fixed", "allowed", "a fixed value leaves nothing to choose; keep one of them");
    if (!field.secret()) {
      if (PASSWORD.matcher(field.intent().orElse(name)).matches()) {
        reader.report(
            Problem.at(reader.at("secret"), "the field \"" + name + "\" is always secret")
                .hint("delete \"secret: false\""));
      }
      return;
    }
    for (String key : List.of("fixed", "from", "allowed")) {
      if (reader.has(key)) {
        reader.report(secretWith(key, reader.at(key)));
      }
    }
  }

  private static Problem secretWith(String key, Position at) {
    return Problem.at(at, "a secret field cannot have \"" + key + "\"")
        .hint("delete it here; the value is taken from the account");
  }

  private static void meets(MappingReader reader, YamlScalar scalar, String key, ValueRule rule) {
    if (!rule.accepts(scalar.text())) {
      reader.report(
          Problem.at(scalar.at(), "\"" + key + "\" does not meet the field's own rule")
              .found(scalar.shown())
              .expected(rule.explanation()));
    }
  }

  private static Optional<String> path(MappingReader reader, YamlScalar path) {
    if (!ProfilePath.isKnown(path.text())) {
      Problem problem =
          Problem.at(path.at(), "no value of an entity has this path")
              .found(path.shown())
              .expected("a path such as contacts.primary.email or extra.NAME");
      reader.report(
          ProfilePath.nearest(path.text())
              .map(nearest -> problem.hint("did you mean \"" + nearest + "\"?"))
              .orElse(problem));
      return Optional.empty();
    }
    return Optional.of(ProfilePath.canonical(path.text()));
  }

  private static Optional<ValueRule> rule(MappingReader reader, YamlScalar scalar) {
    String text = scalar.text();
    if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
      String regex = text.substring(1, text.length() - 1);
      try {
        return Optional.of(new ValueRule(text, Pattern.compile(regex), "what " + text + " allows"));
      } catch (PatternSyntaxException e) {
        reader.report(FormReader.notRegex(scalar, "rule", e));
        return Optional.empty();
      }
    }
    Optional<ValueRule> named = ValueRule.named(text);
    if (named.isEmpty()) {
      List<String> names = ValueRule.NAMED.stream().map(ValueRule::name).toList();
      reader.report(
          Problem.at(scalar.at(), "no such rule")
              .found(scalar.shown())
              .expected(
                  "one of " + String.join(", ", names) + ", or a regular expression: /[A-Z]{3}/")
              .didYouMean(text, names));
    }
    return named;
  }
}
