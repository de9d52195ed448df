package dev.gatehouse.yaml;

import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.rule.SecretShape;
import dev.gatehouse.rule.ValueRule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the keys of one mapping into Java values and adds a problem for whatever does not fit; the
 * value is then as if the key were not there. The keys asked for are the keys there may be: {@link
 * #finish} reports all others. Not thread-safe.
 */
public final class MappingReader {

  /** What the names of forms, fields, places and the like look like. */
  public static final ValueRule NAME =
      new ValueRule(
          "name",
          Pattern.compile("[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"),
          "lower-case letters and digits, with - or _ between words");

  private final YamlMapping mapping;
  private final Problems problems;
  private final ScalarReader scalars;
  private final Set<String> asked = new LinkedHashSet<>();

  public MappingReader(YamlMapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
    this.scalars = new ScalarReader(problems);
  }

  /** Returns where the mapping begins. */
  public Position at() {
    return mapping.at();
  }

  /** Returns where a key stands, or the mapping if it is not there. */
  public Position at(String key) {
    YamlMapping.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.at() : entry.keyAt();
  }

  /** Returns whether a key is there, whatever its value. */
  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** Returns the key that comes first, or an empty text if there is none. */
  public String firstKey() {
    return mapping.entries().keySet().stream().findFirst().orElse("");
  }

  /** Returns the value of a key, of whatever sort. */
  public Optional<YamlValue> value(String key) {
    asked.add(key);
    return Optional.ofNullable(mapping.entries().get(key)).map(YamlMapping.Entry::value);
  }

  /** Returns a text with its place. Numbers are texts too, as they are written. */
  public Optional<YamlScalar> scalar(String key) {
    return value(key).flatMap(value -> scalar(key, value));
  }

  /** Returns a text with its place, if it meets a rule. */
  public Optional<YamlScalar> scalar(String key, ValueRule rule) {
    return scalar(key).filter(scalar -> meets(key, scalar, rule));
  }

  /** Returns a text. */
  public Optional<String> text(String key) {
    return scalar(key).map(YamlScalar::text);
  }

  /** Returns a text that meets a rule. */
  public Optional<String> text(String key, ValueRule rule) {
    return scalar(key, rule).map(YamlScalar::text);
  }

  /** Returns a text with its place; reports it if the key is not there. */
  public Optional<YamlScalar> required(String key, ValueRule rule) {
    if (!has(key)) {
      problems.add(
          Problem.at(mapping.at(), "\"" + key + "\" is missing").expected(rule.explanation()));
    }
    return scalar(key, rule);
  }

  /** Returns texts with their places: those of a list, or a single one. */
  public List<YamlScalar> scalars(String key) {
    Optional<YamlValue> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof YamlMapping) {
      scalars.wrong(key, value.get(), "a text or a list of texts: [one, two]");
      return List.of();
    }
    if (!(value.get() instanceof YamlSequence sequence)) {
      return scalar(key, value.get()).stream().toList();
    }
    Map<String, YamlScalar> texts = new LinkedHashMap<>();
    for (YamlValue item : sequence.items()) {
      scalar(key, item)
          .ifPresent(
              text -> {
                if (texts.putIfAbsent(text.text(), text) != null) {
                  problems.add(
                      Problem.at(text.at(), "\"" + key + "\" has a value twice")
                          .found(text.shown())
                          .hint("delete one of them"));
                }
              });
    }
    return List.copyOf(texts.values());
  }

  /** Returns the texts of a list, or a single text as a list. */
  public List<String> texts(String key) {
    return scalars(key).stream().map(YamlScalar::text).toList();
  }

  /** Returns {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) {
    return value(key).map(value -> scalars.flag(key, value, otherwise)).orElse(otherwise);
  }

  /** Returns one of an enum's constants, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    return scalar(key)
        .map(scalar -> scalars.choice(key, scalar, type, otherwise))
        .orElse(otherwise);
  }

  /** Returns a duration, written as a whole number and its unit: {@code 300s}, {@code 8h}. */
  public Duration duration(String key, Duration otherwise) {
    return scalar(key).map(scalar -> scalars.duration(key, scalar, otherwise)).orElse(otherwise);
  }

  /** Returns a date of the calendar, written as {@code 2026-01-31}. */
  public Optional<LocalDate> date(String key) {
    return scalar(key).flatMap(scalar -> date(key, scalar));
  }

  /** Returns the date a text is, or reports it. */
  public Optional<LocalDate> date(String key, YamlScalar scalar) {
    return scalars.date(key, scalar);
  }

  /** Returns a reader of the mapping that a key has. */
  public Optional<MappingReader> mapping(String key) {
    return value(key).flatMap(value -> mapping(key, value));
  }

  /** Returns a reader of a value that has to be a mapping. */
  public Optional<MappingReader> mapping(String key, YamlValue value) {
    if (value instanceof YamlMapping nested) {
      return Optional.of(new MappingReader(nested, problems));
    }
    scalars.wrong(key, value, "keys with values, indented below it");
    return Optional.empty();
  }

  /** Returns the values of a mapping whose keys are names that people choose. */
  public Map<String, YamlValue> named(String key) {
    Map<String, YamlValue> values = new LinkedHashMap<>();
    mapping(key).ifPresent(nested -> values.putAll(nested.named()));
    return values;
  }

  /** Returns the values of this mapping, whose keys are names that people choose. */
  public Map<String, YamlValue> named() {
    Map<String, YamlValue> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (NAME.accepts(name)) {
                values.put(name, entry.value());
              } else {
                problems.add(
                    Problem.at(entry.keyAt(), "not a name")
                        .found(YamlScalar.quoted(name))
                        .expected(NAME.explanation()));
              }
            });
    asked.addAll(values.keySet());
    return values;
  }

  /** Returns whether a text meets a rule, and reports it if not. */
  public boolean meets(String key, YamlScalar scalar, ValueRule rule) {
    return scalars.meets(key, scalar, rule);
  }

  /** Returns a value as a text, or reports it. */
  public Optional<YamlScalar> scalar(String key, YamlValue value) {
    return scalars.text(key, value);
  }

  /** Adds a problem about this mapping. */
  public void report(Problem problem) {
    problems.add(problem);
  }

  /** Reports two keys that exclude each other if both are there. */
  public boolean both(String one, String other, String hint) {
    boolean both = has(one) && has(other);
    if (both) {
      Position later = Stream.of(at(one), at(other)).max(Position::compareTo).orElseThrow();
      problems.add(
          Problem.at(later, "\"" + one + "\" and \"" + other + "\" exclude each other").hint(hint));
    }
    return both;
  }

  /** Reports every key that was not asked for. To be called once all keys have been read. */
  public void finish() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!asked.contains(key)) {
                problems.add(
                    SecretShape.isKey(key)
                        ? secret(
                            entry.keyAt(),
                            "a secret does not belong in a definition: key \"" + key + "\"")
                        : Problem.at(entry.keyAt(), "unknown key " + YamlScalar.quoted(key))
                            .expected(oneOf(asked))
                            .didYouMean(key, asked));
              }
            });
  }

  /** Returns the problem of a secret, which never shows it. */
  public static Problem secret(Position at, String what) {
    return Problem.at(at, what)
        .hint("delete it here; secrets come from GATEHOUSE_... environment variables");
  }

  private static String oneOf(Iterable<String> words) {
    String joined = String.join(", ", words);
    return joined.contains(",") ? "one of " + joined : joined;
  }
}
