package dev.gatehouse.portal;

import dev.gatehouse.problem.Problem;
import dev.gatehouse.rule.Addresses;
import dev.gatehouse.yaml.MappingReader;
import dev.gatehouse.yaml.YamlMapping;
import dev.gatehouse.yaml.YamlScalar;
import dev.gatehouse.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads how a page is reached and what it shows, and remembers the pages that lie elsewhere, so
 * that their origins can be checked once the environments are known.
 */
final class PageReader {

  private final List<YamlScalar> elsewhere = new ArrayList<>();

  /** Reads the key {@code page}. */
  Optional<String> page(MappingReader reader) {
    return reader.value("page").flatMap(value -> page(reader, "page", value));
  }

  /** Reads a value as a page. */
  Optional<String> page(MappingReader reader, String key, YamlValue value) {
    Optional<YamlScalar> page =
        reader.scalar(key, value).filter(scalar -> reader.meets(key, scalar, Addresses.PAGE));
    page.filter(scalar -> !scalar.text().startsWith("/")).ifPresent(elsewhere::add);
    return page.map(YamlScalar::text);
  }

  /** Reads the key {@code follow}, which excludes {@code page}. */
  List<String> follow(MappingReader reader) {
    reader.both("page", "follow", "give the page's path or the links to click, not both");
    return reader.texts("follow");
  }

  /** Reads marks: a mapping, or texts alone. */
  static Marks marks(MappingReader parent, String key) {
    if (parent.value(key).filter(YamlMapping.class::isInstance).isEmpty()) {
      return new Marks(parent.texts(key), List.of());
    }
    return parent
        .mapping(key)
        .map(
            reader -> {
              Marks marks = new Marks(reader.texts("texts"), reader.texts("pages"));
              reader.finish();
              return marks;
            })
        .orElse(Marks.NONE);
  }

  /** Reports pages on origins that no environment allows: nothing could be typed there. */
  void checkOrigins(MappingReader reader, Map<String, Environment> environments) {
    Set<String> allowed = new TreeSet<>();
    environments
        .values()
        .forEach(
            environment -> {
              allowed.add(Addresses.origin(environment.address()));
              allowed.addAll(environment.allowedOrigins());
            });
    for (YamlScalar page : elsewhere) {
      String origin = Addresses.origin(page.text());
      if (!environments.isEmpty() && !allowed.contains(origin)) {
        reader.report(
            Problem.at(page.at(), "a page on an origin that is not allowed")
                .found(origin)
                .expected("one of " + String.join(", ", allowed))
                .hint("write the path alone, or add the origin to allowed-origins"));
      }
    }
  }
}
