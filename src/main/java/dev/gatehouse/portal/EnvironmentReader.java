package dev.gatehouse.portal;

import dev.gatehouse.problem.Problem;
import dev.gatehouse.rule.Addresses;
import dev.gatehouse.rule.ValueRule;
import dev.gatehouse.yaml.MappingReader;
import dev.gatehouse.yaml.YamlScalar;
import dev.gatehouse.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where a portal is reached: {@code environments}, or the short {@code address}. */
final class EnvironmentReader {

  private static final String SANDBOX = "sandbox";
  private static final String PRODUCTION = "production";

  private final MappingReader root;

  EnvironmentReader(MappingReader root) {
    this.root = root;
  }

  Map<String, Environment> read() {
    Map<String, Environment> environments = new LinkedHashMap<>();
    boolean both =
        root.both("address", "environments", "\"address\" is short for the production environment");
    if (!root.has("address") && !root.has("environments")) {
      root.report(
          Problem.at(root.at(), "\"address\" is missing")
              .expected("an address: https://shop.example/b2b, or \"environments\""));
    }
    Optional<YamlScalar> address = root.scalar("address", Addresses.WEB_OR_SANDBOX);
    if (!both) {
      address.ifPresent(
          scalar ->
              environments.put(
                  Addresses.isSandbox(scalar.text()) ? SANDBOX : PRODUCTION,
                  new Environment(scalar.text(), List.of())));
    }
    root.mapping("environments").ifPresent(reader -> readAll(reader, environments));
    return environments;
  }

  private void readAll(MappingReader reader, Map<String, Environment> environments) {
    for (String name : List.of(SANDBOX, PRODUCTION)) {
      reader
          .value(name)
          .flatMap(value -> environment(reader, name, value))
          .ifPresent(environment -> environments.put(name, environment));
    }
    if (reader.firstKey().isEmpty()) {
      reader.report(
          Problem.at(reader.at(), "no environment")
              .expected("\"sandbox\", \"production\" or both"));
    }
    reader.finish();
  }

  /** Embedded portals belong to the sandbox; nothing real is called production by mistake. */
  private static ValueRule rule(String environment) {
    return environment.equals(SANDBOX) ? Addresses.WEB_OR_SANDBOX : Addresses.WEB;
  }

  /** An environment is its address, or a mapping. */
  private Optional<Environment> environment(MappingReader parent, String name, YamlValue value) {
    if (value instanceof YamlScalar) {
      return parent
          .scalar(name, rule(name))
          .map(address -> new Environment(address.text(), List.of()));
    }
    return parent
        .mapping(name, value)
        .flatMap(
            reader -> {
              Optional<YamlScalar> address = reader.required("address", rule(name));
              List<String> origins = new ArrayList<>();
              for (YamlScalar origin : reader.scalars("allowed-origins")) {
                if (reader.meets("allowed-origins", origin, Addresses.ORIGIN)) {
                  origins.add(Addresses.origin(origin.text()));
                }
              }
              reader.finish();
              return address.map(
                  scalar -> new Environment(scalar.text(), origins.stream().distinct().toList()));
            });
  }
}
