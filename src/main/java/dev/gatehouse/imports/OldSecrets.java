package dev.gatehouse.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.imports.ImportedRow.Result;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.StoredSecret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The secrets of {@code .credentials.json}, on their way to a store. Not thread-safe. */
final class OldSecrets {

  private static final Map<String, String> SECRET_FIELDS =
      Map.of(
          "username", "username",
          "password", "password",
          "totp", "totp",
          "totp-secret", "totp",
          "totp-seed", "totp",
          "api-key", "api-key",
          "token", "token");

  /** Members of a row of credentials that go into the definition. */
  private static final List<String> DESCRIBING =
      List.of(
          "url",
          "login-url",
          "address",
          "title",
          "display-name",
          "entity",
          "entities",
          "notes",
          "updated");

  private final OldFile file;
  private final SecretStore store;
  private final List<ImportedRow> rows = new ArrayList<>();

  OldSecrets(OldFile file, SecretStore store) {
    this.file = file;
    this.store = store;
  }

  /** Stores what is not there yet; returns what became of each. */
  List<ImportedRow> importAll() {
    Map<String, String> taken = new HashMap<>();
    for (Map.Entry<String, JsonNode> row : file.rows().entrySet()) {
      String portal = OldNames.id(row.getKey());
      if (OldRecords.unusable(portal, row, taken).isPresent()) {
        continue; // told with its definition
      }
      importRow(portal, row.getKey(), row.getValue());
    }
    return List.copyOf(rows);
  }

  private void importRow(String portal, String name, JsonNode row) {
    Map<String, String> members = new TreeMap<>();
    row.properties()
        .forEach(
            member -> members.put(OldNames.key(member.getKey()), member.getValue().asText("")));
    members.keySet().removeAll(DESCRIBING);
    String before = "portals." + name + ".";
    members.forEach((member, value) -> rows.add(secret(before + member, portal, member, value)));
    for (String member : List.of("username", "password")) {
      if (!members.containsKey(member)) {
        rows.add(
            row(
                before + member,
                Result.REFUSED,
                "it is not in the file; gatehouse secret set %s/%s".formatted(portal, member)));
      }
    }
  }

  private ImportedRow row(String key, Result result, String detail) {
    return new ImportedRow(file.name(), key, result, detail);
  }

  private ImportedRow secret(String key, String portal, String member, String value) {
    String field = SECRET_FIELDS.get(member);
    if (field == null) {
      return row(key, Result.REFUSED, "unknown; nothing is done with it, keep what you need of it");
    }
    if (value.isEmpty()) {
      return row(key, Result.REFUSED, "it is empty");
    }
    String typed = portal + "/" + field;
    try (Secret secret = new Secret(value)) {
      SecretName name = new SecretName(portal, Account.DEFAULT, field);
      Optional<StoredSecret> stored = store.get(name);
      if (stored.isPresent()) {
        try (Secret there = stored.get().value()) {
          return there.sameAs(secret)
              ? row(key, Result.THERE, typed)
              : row(key, Result.KEPT, typed + " holds another value");
        }
      }
      store.put(name, secret, SecretStore.NO_VERSION);
      return row(key, Result.IMPORTED, typed);
    } catch (IllegalArgumentException e) {
      return row(key, Result.REFUSED, String.valueOf(e.getMessage()));
    }
  }
}
