package dev.gatehouse.imports;

import static dev.gatehouse.imports.OldNames.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.imports.ImportedRow.Result;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.secret.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A folder with the older programs' files: {@code .credentials.json}, {@code entity-profiles.json},
 * {@code signup-templates.json}, as many of them as there are. Importing it twice changes nothing
 * the second time. Not thread-safe.
 */
public final class OldRecords {

  private static final String CREDENTIALS = ".credentials.json";
  private static final String PROFILES = "entity-profiles.json";
  private static final String TEMPLATES = "signup-templates.json";

  private final Optional<OldFile> credentials;
  private final Optional<OldFile> profiles;
  private final Optional<OldFile> templates;
  private final List<ImportedRow> rows = new ArrayList<>();

  private OldRecords(
      Optional<OldFile> credentials, Optional<OldFile> profiles, Optional<OldFile> templates) {
    this.credentials = credentials;
    this.profiles = profiles;
    this.templates = templates;
  }

  /**
   * Reads the files of a folder.
   *
   * @throws dev.gatehouse.problem.ProblemsException when one of them is not what it should be, or
   *     there is none; then nothing is imported
   */
  public static OldRecords read(Path folder) {
    Problems problems = new Problems();
    Optional<OldFile> credentials = OldFile.read(folder.resolve(CREDENTIALS), "portals", problems);
    Optional<OldFile> profiles = OldFile.read(folder.resolve(PROFILES), "entities", problems);
    Optional<OldFile> templates = OldFile.read(folder.resolve(TEMPLATES), "templates", problems);
    if (problems.isEmpty()
        && Stream.of(credentials, profiles, templates).allMatch(Optional::isEmpty)) {
      problems.add(
          Problem.at(Position.of(folder), "nothing to import")
              .found(Files.isDirectory(folder) ? "none of the files" : "no such folder")
              .expected("a folder with " + String.join(", ", CREDENTIALS, PROFILES, TEMPLATES)));
    }
    problems.throwIfAny();
    return new OldRecords(credentials, profiles, templates);
  }

  /** Returns the file with passwords in plain text, if there is one. */
  public Optional<Path> plaintext() {
    return credentials.map(OldFile::path);
  }

  /**
   * Writes what is not there yet.
   *
   * @param portals the project's folder of definitions
   * @param open opens the secret store; asked only when there are secrets
   * @return what became of each row
   * @throws dev.gatehouse.secret.SecretStoreException when the store cannot be used; what was
   *     written by then stays, and importing again goes on from there
   */
  public List<ImportedRow> importInto(Path portals, Supplier<SecretStore> open) throws IOException {
    rows.clear();
    // Secrets first: of all that is written here, a store is the likeliest to refuse.
    if (credentials.isPresent() && !credentials.get().rows().isEmpty()) {
      try (SecretStore store = open.get()) {
        rows.addAll(new OldSecrets(credentials.get(), store).importAll());
      }
    }
    importDefinitions(portals);
    return List.copyOf(rows);
  }

  private void importDefinitions(Path portals) throws IOException {
    try (NewDefinitions definitions = new NewDefinitions(portals)) {
      if (profiles.isPresent()) {
        importProfiles(profiles.get(), definitions);
      }
      importPortals(definitions);
    }
  }

  private void importProfiles(OldFile file, NewDefinitions definitions) throws IOException {
    Map<String, String> taken = new HashMap<>();
    for (Map.Entry<String, JsonNode> row : file.rows().entrySet()) {
      String key = "entities." + row.getKey();
      String id = OldNames.id(row.getKey());
      Optional<String> unusable = unusable(id, row, taken);
      if (unusable.isPresent()) {
        rows.add(new ImportedRow(file.name(), key, Result.REFUSED, unusable.get()));
      } else {
        Map<String, Object> definition = new OldProfile().definition(id, row.getValue());
        rows.add(add(file, key, "entities/" + id + ".yaml", definition, definitions));
      }
    }
  }

  private void importPortals(NewDefinitions definitions) throws IOException {
    Map<String, JsonNode> known = credentials.map(OldFile::rows).orElse(Map.of());
    Map<String, JsonNode> signUps = templates.map(OldFile::rows).orElse(Map.of());
    Map<String, String> taken = new HashMap<>();
    for (Map.Entry<String, JsonNode> row : known.entrySet()) {
      OldFile file = credentials.orElseThrow();
      portal(
          file,
          "portals." + row.getKey(),
          row,
          signUpOf(signUps, row.getKey()),
          taken,
          definitions);
    }
    for (Map.Entry<String, JsonNode> row : signUps.entrySet()) {
      OldFile file = templates.orElseThrow();
      String key = "templates." + row.getKey();
      String name = OldNames.id(row.getKey());
      if (!taken.containsKey(name)) {
        portal(file, key, row, Optional.of(row.getValue()), taken, definitions);
        continue;
      }
      boolean written =
          rows.stream()
              .anyMatch(
                  r -> r.result() == Result.IMPORTED && r.detail().endsWith("/" + name + ".yaml"));
      rows.add(
          written
              ? new ImportedRow(
                  file.name(), key, Result.IMPORTED, "sign-up of portals/" + name + ".yaml")
              : new ImportedRow(file.name(), key, Result.KEPT, "portals/" + name + ".yaml"));
    }
  }

  private static Optional<JsonNode> signUpOf(Map<String, JsonNode> signUps, String portal) {
    return signUps.entrySet().stream()
        .filter(entry -> OldNames.id(entry.getKey()).equals(OldNames.id(portal)))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private void portal(
      OldFile file,
      String key,
      Map.Entry<String, JsonNode> row,
      Optional<JsonNode> signUp,
      Map<String, String> taken,
      NewDefinitions definitions)
      throws IOException {
    String name = OldNames.id(row.getKey());
    Optional<String> unusable = unusable(name, row, taken);
    if (unusable.isPresent()) {
      rows.add(new ImportedRow(file.name(), key, Result.REFUSED, unusable.get()));
      return;
    }
    try {
      Map<String, Object> definition =
          definitions.has(name + ".yaml")
              ? Map.of()
              : OldPortal.definition(
                  name,
                  row.getValue(),
                  signUp,
                  definitions.entities(),
                  text(row.getValue(), "password").orElse(""));
      rows.add(add(file, key, name + ".yaml", definition, definitions));
    } catch (IllegalArgumentException e) {
      rows.add(new ImportedRow(file.name(), key, Result.REFUSED, String.valueOf(e.getMessage())));
    }
  }

  static Optional<String> unusable(
      String name, Map.Entry<String, JsonNode> row, Map<String, String> taken) {
    if (!row.getValue().isObject()) {
      return Optional.of("expected an object");
    }
    if (name.isEmpty()) {
      return Optional.of("its name has no letter of a to z; rename it in the file");
    }
    String other = taken.putIfAbsent(name, row.getKey());
    return other == null
        ? Optional.empty()
        : Optional.of("\"%s\" is called %s as well; rename one of them".formatted(other, name));
  }

  private static ImportedRow add(
      OldFile file,
      String key,
      String name,
      Map<String, Object> definition,
      NewDefinitions definitions)
      throws IOException {
    String path = "portals/" + name;
    if (definitions.has(name)) {
      return new ImportedRow(file.name(), key, Result.KEPT, path);
    }
    List<String> wrong = definitions.add(name, definition);
    return wrong.isEmpty()
        ? new ImportedRow(file.name(), key, Result.IMPORTED, path)
        : new ImportedRow(file.name(), key, Result.REFUSED, String.join(" | ", wrong));
  }
}
