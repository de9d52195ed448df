package dev.gatehouse.imports;

import static dev.gatehouse.imports.OldNames.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a row of {@code entity-profiles.json} into an entity's definition. */
final class OldProfile {

  /** Older words for what a profile calls otherwise; the rest differ only by their hyphens. */
  private static final Map<String, String> TOP =
      Map.ofEntries(
          Map.entry("dba", "trading-name"),
          Map.entry("trade-name", "trading-name"),
          Map.entry("type", "entity-type"),
          Map.entry("name", "legal-name"),
          Map.entry("duns-number", "duns"),
          Map.entry("uei-number", "uei"),
          Map.entry("cage-code", "cage"),
          Map.entry("vat-number", "vat"),
          Map.entry("naics-codes", "naics"),
          Map.entry("url", "website"));

  private static final Set<String> KNOWN =
      Set.of(
          "legal-name",
          "trading-name",
          "entity-type",
          "registration-number",
          "founded",
          "tax-id",
          "ein",
          "duns",
          "uei",
          "cage",
          "vat",
          "employees",
          "annual-revenue",
          "website",
          "naics");

  private static final Map<String, String> ADDRESS =
      Map.ofEntries(
          Map.entry("street", "address-line1"),
          Map.entry("street1", "address-line1"),
          Map.entry("line1", "address-line1"),
          Map.entry("address1", "address-line1"),
          Map.entry("address-line1", "address-line1"),
          Map.entry("street2", "address-line2"),
          Map.entry("line2", "address-line2"),
          Map.entry("address2", "address-line2"),
          Map.entry("suite", "address-line2"),
          Map.entry("address-line2", "address-line2"),
          Map.entry("city", "city"),
          Map.entry("state", "state"),
          Map.entry("province", "state"),
          Map.entry("region", "state"),
          Map.entry("zip", "postal-code"),
          Map.entry("zip-code", "postal-code"),
          Map.entry("postal-code", "postal-code"),
          Map.entry("postcode", "postal-code"),
          Map.entry("country", "country"));

  private static final Map<String, String> CONTACT =
      Map.ofEntries(
          Map.entry("first-name", "given-name"),
          Map.entry("given-name", "given-name"),
          Map.entry("last-name", "family-name"),
          Map.entry("family-name", "family-name"),
          Map.entry("name", "name"),
          Map.entry("title", "job-title"),
          Map.entry("job-title", "job-title"),
          Map.entry("position", "job-title"),
          Map.entry("email", "email"),
          Map.entry("phone", "tel"),
          Map.entry("tel", "tel"),
          Map.entry("telephone", "tel"));

  private static final Map<String, String> CERTIFICATION =
      Map.ofEntries(
          Map.entry("name", "name"),
          Map.entry("type", "name"),
          Map.entry("number", "number"),
          Map.entry("id", "number"),
          Map.entry("issuer", "issuer"),
          Map.entry("issued", "issued"),
          Map.entry("issue-date", "issued"),
          Map.entry("expires", "expires"),
          Map.entry("expiry", "expires"),
          Map.entry("expiration", "expires"),
          Map.entry("expiration-date", "expires"));

  private final Map<String, Object> extra = new LinkedHashMap<>();

  /** Returns the definition's keys and values; what has no key of its own goes under "extra". */
  Map<String, Object> definition(String id, JsonNode row) {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("schema", 1);
    definition.put("id", id);
    Map<String, Object> later = new LinkedHashMap<>();
    row.properties()
        .forEach(
            member -> {
              String key = OldNames.key(member.getKey());
              String known = TOP.getOrDefault(key, key);
              switch (known) {
                case "address", "mailing-address" -> address(known, member.getValue(), later);
                case "contact", "contacts" -> contacts(member.getValue(), later);
                case "certifications" -> certifications(member.getValue(), later);
                default -> top(known, member.getValue(), definition);
              }
            });
    definition.putAll(later);
    if (!extra.isEmpty()) {
      definition.put("extra", extra);
    }
    return definition;
  }

  private void top(String key, JsonNode value, Map<String, Object> definition) {
    Optional<Object> plain = OldNames.plain(value);
    if (plain.isEmpty() || key.isEmpty()) {
      return;
    }
    boolean fits = plain.get() instanceof String || key.equals("naics");
    (fits && KNOWN.contains(key) ? definition : extra).putIfAbsent(key, plain.get());
  }

  private void address(String key, JsonNode value, Map<String, Object> definition) {
    if (!value.isObject()) {
      OldNames.plain(value)
          .ifPresent(text -> definition.put(key, Map.of("street-address", String.valueOf(text))));
      return;
    }
    Map<String, Object> address = members(value, ADDRESS, key);
    Object country = address.get("country");
    if (country != null) {
      address.put("country", code(String.valueOf(country)));
    }
    if (!address.isEmpty()) {
      definition.put(key, address);
    }
  }

  // The older files write countries in words.
  private static String code(String country) {
    if (country.equalsIgnoreCase("usa") || country.equalsIgnoreCase("u.s.")) {
      return "US";
    }
    for (String code : Locale.getISOCountries()) {
      if (new Locale("", code).getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(country)) {
        return code;
      }
    }
    return country.toUpperCase(Locale.ROOT);
  }

  private void contacts(JsonNode value, Map<String, Object> definition) {
    Map<String, Object> contacts = new LinkedHashMap<>();
    if (value.isArray()) {
      for (JsonNode person : value) {
        String part =
            text(person, "role", "part")
                .map(OldNames::key)
                .filter(role -> !role.isEmpty() && !contacts.containsKey(role))
                .orElse(contacts.isEmpty() ? "primary" : "contact-" + (contacts.size() + 1));
        contact(part, person, contacts);
      }
    } else if (value.isObject() && value.size() > 0 && value.elements().next().isValueNode()) {
      contact("primary", value, contacts);
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(member -> contact(OldNames.key(member.getKey()), member.getValue(), contacts));
    }
    if (!contacts.isEmpty()) {
      definition.put("contacts", contacts);
    }
  }

  private void contact(String part, JsonNode person, Map<String, Object> contacts) {
    Map<String, Object> contact =
        person.isObject()
            ? members(person, CONTACT, "contact-" + part)
            : text(person.isValueNode() ? wrapped(person) : person, "name")
                .<Map<String, Object>>map(name -> new LinkedHashMap<>(Map.of("name", name)))
                .orElseGet(LinkedHashMap::new);
    if (contact.containsKey("given-name") && contact.containsKey("family-name")) {
      contact.remove("name");
    }
    if (!contact.isEmpty()) {
      contacts.put(part, contact);
    }
  }

  private static JsonNode wrapped(JsonNode text) {
    return JsonNodeFactory.instance.objectNode().set("name", text);
  }

  private void certifications(JsonNode value, Map<String, Object> definition) {
    List<Object> all = new ArrayList<>();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      if (item.isObject()) {
        Map<String, Object> one = members(item, CERTIFICATION, "certification-" + (all.size() + 1));
        if (!one.isEmpty()) {
          all.add(one);
        }
      } else if (!item.asText().isBlank()) {
        all.add(Map.of("name", item.asText().strip()));
      }
    }
    if (!all.isEmpty()) {
      definition.put("certifications", all);
    }
  }

  private Map<String, Object> members(JsonNode object, Map<String, String> keys, String of) {
    Map<String, Object> members = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            member -> {
              String key = OldNames.key(member.getKey());
              Optional<Object> plain = OldNames.plain(member.getValue());
              if (plain.isEmpty() || key.equals("role") || key.equals("part")) {
                return;
              }
              String known = keys.get(key);
              if (known != null && plain.get() instanceof String && !members.containsKey(known)) {
                members.put(known, plain.get());
              } else {
                extra.put(of + "-" + key, plain.get());
              }
            });
    return members;
  }
}
