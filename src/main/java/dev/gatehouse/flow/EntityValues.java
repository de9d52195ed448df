package dev.gatehouse.flow;

import dev.gatehouse.entity.Entity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where in an entity's profile the value for a field is found when the definition says nothing. */
final class EntityValues {

  private static final String PRIMARY = "contacts.primary.";

  // A field's WHATWG name, and the paths that hold such a value, the first that is there counts.
  private static final Map<String, List<String>> PATHS =
      Map.ofEntries(
          Map.entry("organization", List.of("legal-name")),
          Map.entry("legal-name", List.of("legal-name")),
          Map.entry("name", List.of(PRIMARY + "name")),
          Map.entry("email", List.of(PRIMARY + "email")),
          Map.entry("username", List.of(PRIMARY + "email")),
          Map.entry("tel", List.of(PRIMARY + "tel")),
          Map.entry("given-name", List.of(PRIMARY + "given-name")),
          Map.entry("family-name", List.of(PRIMARY + "family-name")),
          Map.entry(
              "organization-title", List.of(PRIMARY + "job-title", PRIMARY + "organization-title")),
          Map.entry("street-address", List.of("address.street-address", "address.address-line1")),
          Map.entry("address-line1", List.of("address.address-line1", "address.street-address")),
          Map.entry("address-line2", List.of("address.address-line2")),
          Map.entry("address-level2", List.of("address.address-level2", "address.city")),
          Map.entry("city", List.of("address.address-level2", "address.city")),
          Map.entry("address-level1", List.of("address.address-level1", "address.state")),
          Map.entry("state", List.of("address.address-level1", "address.state")),
          Map.entry("postal-code", List.of("address.postal-code")),
          Map.entry("country", List.of("address.country-name", "address.country")),
          Map.entry("url", List.of("website")),
          Map.entry("tax-id", List.of("ein", "tax-id", "vat")));

  private EntityValues() {}

  /** Returns the value at the path, or at the paths usual for the field, or under its own name. */
  static Optional<String> find(Entity entity, Optional<String> path, String field) {
    if (path.isPresent()) {
      return entity.value(path.get());
    }
    if (field.equals("name")) {
      return entity.value(PRIMARY + "name").or(() -> fullName(entity));
    }
    return Stream.concat(PATHS.getOrDefault(field, List.of()).stream(), Stream.of(field))
        .map(entity::value)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> fullName(Entity entity) {
    Optional<String> given = entity.value(PRIMARY + "given-name");
    Optional<String> family = entity.value(PRIMARY + "family-name");
    return given.flatMap(g -> family.map(f -> g + " " + f));
  }
}
