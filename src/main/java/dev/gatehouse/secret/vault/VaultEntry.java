package dev.gatehouse.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands at one path of Vault in one of its versions: a value per field, as people write and
 * read it with Vault's own tools, and beside them {@code _gatehouse}, our notes on each field's
 * version and times. Vault counts versions of the whole path only.
 *
 * <p>The notes say at which of Vault's versions they were written. If that is not the version they
 * are found in, somebody changed the path by other means since; which field is not known, so that
 * each counts as changed, by as many versions.
 *
 * @param path below {@code portals/}
 * @param version Vault's, 0 when there is none
 * @param written when Vault stored it
 * @param data the fields and the notes
 */
record VaultEntry(String path, int version, Instant written, ObjectNode data) {

  private static final String NOTES = "_gatehouse";

  /**
   * Reads an entry.
   *
   * @throws DateTimeParseException when the notes are not as we write them
   */
  static VaultEntry of(ObjectNode data, JsonNode metadata, String path) {
    int version = metadata.path("version").asInt();
    String written = metadata.path("created_time").asText("");
    data.path(NOTES)
        .path("fields")
        .forEach(
            note -> {
              Instant.parse(note.path("created").asText());
              Instant.parse(note.path("changed").asText());
            });
    return new VaultEntry(
        path, version, written.isEmpty() ? Instant.EPOCH : Instant.parse(written), data);
  }

  private JsonNode notes() {
    return data.path(NOTES);
  }

  // How often the path was written to by other means since our notes.
  private int foreignWrites() {
    return Math.max(0, version - notes().path("at").asInt());
  }

  boolean has(String field) {
    return data.path(field).isValueNode() && !data.path(field).isNull();
  }

  String value(String field) {
    return data.path(field).asText();
  }

  /** Whether the field is all there is. */
  boolean hasOnly(String field) {
    return data.properties().stream()
        .allMatch(each -> each.getKey().equals(field) || each.getKey().equals(NOTES));
  }

  /** Whether a writer found it empty and is about to erase the path. */
  boolean isBeingErased() {
    return notes().path("erasing").asBoolean();
  }

  /** Up to which version values were to be destroyed when this was written; 0 for none. */
  int doomed() {
    return notes().path("doomed").asInt();
  }

  /** Whether this is what the writer with that mark wrote. */
  boolean isBy(String mark) {
    return notes().path("by").asText().equals(mark);
  }

  /** Returns what is known of each field that can be a secret's. */
  List<SecretInfo> infos(Function<String, Optional<SecretName>> names) {
    List<SecretInfo> infos = new ArrayList<>();
    data.fieldNames()
        .forEachRemaining(
            field ->
                names
                    .apply(field)
                    .filter(name -> has(field))
                    .ifPresent(name -> infos.add(info(name))));
    return infos;
  }

  /** Returns what is known of a field that is there. */
  SecretInfo info(SecretName name) {
    JsonNode note = notes().path("fields").path(name.field());
    int foreign = foreignWrites();
    int counted = Math.max(1, note.path("version").asInt() + foreign);
    Instant created = note.has("created") ? Instant.parse(note.path("created").asText()) : written;
    Instant changed =
        foreign == 0 && note.has("changed")
            ? Instant.parse(note.path("changed").asText())
            : written;
    return new SecretInfo(name, counted, created, changed);
  }

  /** Returns the data of the next version, in which the field has that value. */
  ObjectNode with(
      SecretInfo info, String value, String mark, Function<String, Optional<SecretName>> names) {
    ObjectNode next = data.deepCopy();
    next.put(info.name().field(), value);
    ObjectNode notes = newNotes(mark, names);
    note((ObjectNode) notes.path("fields"), info);
    next.set(NOTES, notes);
    return next;
  }

  /** Returns the data of the next version, which lacks the field. */
  ObjectNode without(String field, String mark, Function<String, Optional<SecretName>> names) {
    ObjectNode next = data.deepCopy();
    next.remove(field);
    ObjectNode notes = newNotes(mark, names);
    ((ObjectNode) notes.path("fields")).remove(field);
    notes.put("doomed", version);
    if (hasOnly(field)) {
      notes.put("erasing", true);
    }
    next.set(NOTES, notes);
    return next;
  }

  private ObjectNode newNotes(String mark, Function<String, Optional<SecretName>> names) {
    ObjectNode notes = data.objectNode();
    notes.put("at", version + 1);
    notes.put("by", mark);
    ObjectNode fields = notes.putObject("fields");
    infos(names).forEach(info -> note(fields, info));
    return notes;
  }

  private static void note(ObjectNode fields, SecretInfo info) {
    fields
        .putObject(info.name().field())
        .put("version", info.version())
        .put("created", info.created().toString())
        .put("changed", info.changed().toString());
  }
}
