package dev.gatehouse.entity;

import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.rule.SecretShape;
import dev.gatehouse.rule.ValueRule;
import dev.gatehouse.yaml.DefinitionHead;
import dev.gatehouse.yaml.MappingReader;
import dev.gatehouse.yaml.YamlMapping;
import dev.gatehouse.yaml.YamlScalar;
import dev.gatehouse.yaml.YamlSequence;
import dev.gatehouse.yaml.YamlValue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one entity's file into its flat values. */
final class EntityReader {

  private static final ValueRule LEGAL_NAME =
      new ValueRule("legal-name", Pattern.compile("(?s).+"), "the registered name");
  private static final ValueRule CERTIFICATION_NAME =
      new ValueRule("name", Pattern.compile("(?s).+"), "the certification's name");
  private static final ValueRule US_POSTAL_CODE =
      new ValueRule(
          "postal-code", Pattern.compile("\\d{5}(-\\d{4})?"), "a ZIP code: 78701 or 78701-1234");

  private final MappingReader root;
  private final Map<String, String> values = new LinkedHashMap<>();

  EntityReader(YamlMapping mapping, Problems problems) {
    this.root = new MappingReader(mapping, problems);
  }

  Entity read(Path file) {
    String id = DefinitionHead.read(root, file, "id");
    values.put("id", id);
    String legalName = root.required("legal-name", LEGAL_NAME).map(YamlScalar::text).orElse("");
    values.put("legal-name", legalName);
    keys(root, "", ProfileKey.TOP);
    naics();
    address("address");
    address("mailing-address");
    root.named("contacts").forEach(this::contact);
    certifications();
    root.mapping("extra").ifPresent(extra -> extra(extra, "extra."));
    boolean legalHold = root.flag("legal-hold", false);
    root.finish();
    return new Entity(file, id, legalName, values, legalHold);
  }

  private void keys(MappingReader reader, String prefix, List<ProfileKey> keys) {
    for (ProfileKey key : keys) {
      List<String> words = Stream.concat(Stream.of(key.name()), key.aliases().stream()).toList();
      List<String> used = words.stream().filter(reader::has).toList();
      if (used.size() > 1) {
        reader.both(used.get(0), used.get(1), "they mean the same; keep one of them");
      }
      for (String word : words) {
        reader
            .scalar(word, key.rule())
            .filter(
                scalar ->
                    !key.rule().name().equals("date") || reader.date(word, scalar).isPresent())
            .ifPresent(scalar -> values.put(prefix + key.name(), scalar.text().strip()));
      }
    }
  }

  private void naics() {
    ValueRule rule = ValueRule.named("naics").orElseThrow();
    int index = 0;
    for (YamlScalar code : root.scalars("naics")) {
      if (root.meets("naics", code, rule)) {
        values.put("naics." + index++, code.text());
      }
    }
  }

  private void address(String key) {
    Optional<MappingReader> nested = root.mapping(key);
    if (nested.isEmpty()) {
      return;
    }
    MappingReader reader = nested.get();
    String prefix = key + ".";
    keys(reader, prefix, ProfileKey.ADDRESS);
    reader.finish();
    country(reader, prefix);
    lines(reader, prefix);
  }

  private void country(MappingReader reader, String prefix) {
    String country = values.getOrDefault(prefix + "country", "");
    if (!country.isEmpty() && !ProfileKey.isCountry(country)) {
      reader.report(
          Problem.at(reader.at("country"), "no such country")
              .found(YamlScalar.quoted(country))
              .expected("a country code of ISO 3166: US, ZA"));
    } else if (!country.isEmpty()) {
      values.put(
          prefix + "country-name", new Locale("", country).getDisplayCountry(Locale.ENGLISH));
    }
    if (country.equals("US") && reader.has("postal-code")) {
      reader.scalar("postal-code", US_POSTAL_CODE);
    }
  }

  /** Portals ask for the street in one field or in several: whichever is there gives the other. */
  private void lines(MappingReader reader, String prefix) {
    List<String> lines =
        Stream.of("address-line1", "address-line2", "address-line3")
            .flatMap(line -> Optional.ofNullable(values.get(prefix + line)).stream())
            .toList();
    String street = values.get(prefix + "street-address");
    if (street == null && !lines.isEmpty()) {
      values.put(prefix + "street-address", String.join("\n", lines));
    } else if (street != null && !lines.isEmpty()) {
      reader.both(
          "street-address", "address-line1", "write the street in one of the two ways only");
    } else if (street != null) {
      String[] split = street.split("\\R", 3);
      for (int i = 0; i < split.length; i++) {
        values.put(prefix + "address-line" + (i + 1), split[i].strip());
      }
    }
  }

  private void contact(String name, YamlValue value) {
    String prefix = "contacts." + name + ".";
    root.mapping(name, value)
        .ifPresent(
            reader -> {
              keys(reader, prefix, ProfileKey.CONTACT);
              reader.finish();
            });
    String fullName =
        Stream.of("given-name", "family-name")
            .flatMap(part -> Optional.ofNullable(values.get(prefix + part)).stream())
            .collect(Collectors.joining(" "));
    if (!fullName.isEmpty()) {
      values.putIfAbsent(prefix + "name", fullName);
    }
  }

  private void certifications() {
    Optional<YamlValue> value = root.value("certifications");
    if (value.isEmpty()) {
      return;
    }
    if (!(value.get() instanceof YamlSequence sequence)) {
      root.report(
          Problem.at(value.get().at(), "\"certifications\" is not valid")
              .found(value.get().shown())
              .expected("a list: each begins with \"- name: ...\""));
      return;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      String prefix = "certifications." + i + ".";
      root.mapping("certifications", sequence.items().get(i))
          .ifPresent(
              reader -> {
                if (!reader.has("name")) {
                  reader.required("name", CERTIFICATION_NAME);
                }
                keys(reader, prefix, ProfileKey.CERTIFICATION);
                reader.finish();
              });
    }
  }

  private void extra(MappingReader reader, String prefix) {
    reader
        .named()
        .forEach(
            (name, value) -> {
              if (SecretShape.isKey(name)) {
                reader.report(
                    MappingReader.secret(
                        reader.at(name),
                        "a secret does not belong in a definition: key \"" + name + "\""));
              } else if (value instanceof YamlMapping) {
                reader.mapping(name, value).ifPresent(nested -> extra(nested, prefix + name + "."));
              } else if (value instanceof YamlSequence) {
                int index = 0;
                for (String text : reader.texts(name)) {
                  values.put(prefix + name + "." + index++, text);
                }
              } else {
                reader.text(name).ifPresent(text -> values.put(prefix + name, text));
              }
            });
  }
}
