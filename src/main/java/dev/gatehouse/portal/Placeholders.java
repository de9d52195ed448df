package dev.gatehouse.portal;

import dev.gatehouse.problem.Problem;
import dev.gatehouse.yaml.MappingReader;
import dev.gatehouse.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Checks that the {@code {field}} in fixed values stand for fields that have a value by then. */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  private final Map<String, FormField> fields;
  private final MappingReader reader;

  Placeholders(Map<String, FormField> fields, MappingReader reader) {
    this.fields = fields;
    this.reader = reader;
  }

  /** Returns the names in braces in a text, in order. */
  static List<String> in(String text) {
    return PLACEHOLDER.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  void check() {
    fields.values().forEach(field -> field.fixed().ifPresent(fixed -> check(field, fixed)));
  }

  private void check(FormField field, String fixed) {
    for (String name : in(fixed)) {
      FormField other = fields.get(name);
      Problem problem =
          Problem.at(reader.at(field.name()), "the fixed value of \"" + field.name() + "\"")
              .found("{" + name + "}");
      if (other == null) {
        reader.report(
            problem.expected("a field of this form in braces").didYouMean(name, fields.keySet()));
      } else if (other.secret()) {
        reader.report(
            problem.expected("a field that is not secret").hint("take it out of the text"));
      } else if (other.fixed().isPresent() && !in(other.fixed().get()).isEmpty()) {
        // One step is enough for every use, and rules out circles.
        reader.report(
            problem
                .expected("a field whose own fixed value has no braces")
                .hint("write the text out: " + YamlScalar.quoted(other.fixed().get())));
      }
    }
  }
}
