package dev.gatehouse.entity;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A business we act for, as {@code portals/entities/<id>.yaml} describes it. Immutable.
 *
 * @param file the file it was read from
 * @param id lower-case, digits and underscores; the file's name without its ending
 * @param legalName its registered name
 * @param values every value of the profile by its path, keys joined with dots ({@code
 *     address.postal-code}, {@code contacts.primary.email}, {@code certifications.0.name}); among
 *     them what follows from others: a contact's {@code name}, an address's {@code country-name},
 *     {@code street-address} and {@code address-line1}
 * @param legalHold whether nothing of it may be removed, however old
 */
public record Entity(
    Path file, String id, String legalName, Map<String, String> values, boolean legalHold) {
  public Entity {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns the value at a path, if the profile has one that is not blank. Another word for a key
   * ({@code address.city}) finds the same value.
   */
  public Optional<String> value(String path) {
    return Optional.ofNullable(values.get(ProfilePath.canonical(path)))
        .filter(value -> !value.isBlank());
  }
}
