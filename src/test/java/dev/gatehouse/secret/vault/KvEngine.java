package dev.gatehouse.secret.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.secret.vault.FakeVault.Reply;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The key/value engine of version 2, in memory, as Vault's API documentation ("KV Secrets Engine -
 * Version 2 (API)") says. Thread-safe.
 */
final class KvEngine {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_VERSIONS = 10;

  private static final class Version {
    final String created;
    Optional<JsonNode> data;
    String deletion = "";
    boolean destroyed;

    Version(String created, JsonNode data) {
      this.created = created;
      this.data = Optional.of(data);
    }
  }

  private static final class Entry {
    final TreeMap<Integer, Version> versions = new TreeMap<>();
    int current;

    Version last() {
      return versions.lastEntry().getValue();
    }
  }

  private final String mount;
  private final Clock clock;
  private final SortedMap<String, Entry> entries = new TreeMap<>();

  KvEngine(String mount, Clock clock) {
    this.mount = mount;
    this.clock = clock;
  }

  /** Everything Vault still holds of all versions, for looking whether a value is really gone. */
  synchronized String dump() {
    StringBuilder all = new StringBuilder();
    entries.forEach(
        (path, entry) ->
            entry.versions.forEach(
                (number, version) ->
                    all.append(path).append('@').append(number).append(version.data).append('\n')));
    return all.toString();
  }

  /** The paths that have metadata. */
  synchronized java.util.Set<String> paths() {
    return java.util.Set.copyOf(entries.keySet());
  }

  /** Writes as a person would with {@code vault kv put}. */
  synchronized void writeByHand(String path, Map<String, String> fields) {
    add(path, JSON.valueToTree(fields));
  }

  /** Adds to the present version as a person would with {@code vault kv patch}. */
  synchronized void patchByHand(String path, Map<String, String> fields) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new IllegalArgumentException("nothing at " + path);
    }
    ObjectNode data = entry.last().data.orElseThrow().deepCopy();
    fields.forEach(data::put);
    add(path, data);
  }

  /** Writes a version that holds nothing but these notes of Gatehouse. */
  synchronized void writeNotesByHand(String path, String notes) {
    ObjectNode data = JSON.createObjectNode();
    data.set("_gatehouse", parse(notes));
    add(path, data);
  }

  /** Deletes the present version as a person would with {@code vault kv delete}. */
  synchronized void deleteByHand(String path) {
    Entry entry = entries.get(path);
    if (entry != null) {
      entry.last().deletion = clock.instant().toString();
    }
  }

  synchronized Reply answer(String method, String path, String query, String body) {
    if (!path.startsWith(mount + "/")) {
      return Reply.error(404, "no handler for route \"" + path + "\". route entry not found.");
    }
    String[] parts = path.substring(mount.length() + 1).split("/", 2);
    String below = parts.length > 1 ? parts[1] : "";
    return switch (method + " " + parts[0]) {
      case "GET data" -> read(below, query);
      case "POST data" -> write(below, parse(body));
      case "GET metadata" -> query.equals("list=true") ? list(below) : metadata(below);
      case "DELETE metadata" -> {
        entries.remove(below);
        yield new Reply(204, "");
      }
      case "POST destroy" -> destroy(below, parse(body));
      default -> Reply.error(405, "unsupported operation");
    };
  }

  private Reply read(String path, String query) {
    Entry entry = entries.get(path);
    if (entry == null) {
      return Reply.error(404);
    }
    int number =
        query.startsWith("version=") ? Integer.parseInt(query.substring(8)) : entry.current;
    Version version = entry.versions.get(number == 0 ? entry.current : number);
    if (version == null) {
      return Reply.error(404);
    }
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode data = answer.putObject("data");
    boolean there = version.data.isPresent() && version.deletion.isEmpty();
    data.set("data", there ? version.data.orElseThrow() : JSON.nullNode());
    describe(data.putObject("metadata"), version).put("version", number);
    return new Reply(there ? 200 : 404, answer.toString());
  }

  private static ObjectNode describe(ObjectNode node, Version version) {
    return node.put("created_time", version.created)
        .put("deletion_time", version.deletion)
        .put("destroyed", version.destroyed);
  }

  private Reply write(String path, JsonNode body) {
    Entry present = entries.get(path);
    int current = present == null ? 0 : present.current;
    JsonNode cas = body.path("options").path("cas");
    if (cas.isNumber() && cas.asInt() != current) {
      return Reply.error(400, "check-and-set parameter did not match the current version");
    }
    Entry entry = add(path, body.path("data"));
    ObjectNode answer = JSON.createObjectNode();
    describe(answer.putObject("data"), entry.last()).put("version", entry.current);
    return new Reply(200, answer.toString());
  }

  private Entry add(String path, JsonNode data) {
    Entry entry = entries.computeIfAbsent(path, any -> new Entry());
    entry.current++;
    entry.versions.put(entry.current, new Version(clock.instant().toString(), data));
    entry.versions.headMap(entry.current - MAX_VERSIONS + 1).clear();
    return entry;
  }

  private Reply metadata(String path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      return Reply.error(404);
    }
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode data = answer.putObject("data");
    data.put("current_version", entry.current);
    ObjectNode versions = data.putObject("versions");
    entry.versions.forEach(
        (number, version) -> describe(versions.putObject(String.valueOf(number)), version));
    return new Reply(200, answer.toString());
  }

  private Reply list(String path) {
    TreeSet<String> keys = new TreeSet<>();
    String prefix = path.isEmpty() ? "" : path + "/";
    for (String each : entries.keySet()) {
      if (each.startsWith(prefix)) {
        String rest = each.substring(prefix.length());
        int slash = rest.indexOf('/');
        keys.add(slash < 0 ? rest : rest.substring(0, slash + 1));
      }
    }
    if (keys.isEmpty()) {
      return Reply.error(404);
    }
    ObjectNode answer = JSON.createObjectNode();
    var list = answer.putObject("data").putArray("keys");
    keys.forEach(list::add);
    return new Reply(200, answer.toString());
  }

  private Reply destroy(String path, JsonNode body) {
    Entry entry = entries.get(path);
    for (JsonNode number : body.path("versions")) {
      Version version = entry == null ? null : entry.versions.get(number.asInt());
      if (version != null) {
        version.data = Optional.empty();
        version.destroyed = true;
      }
    }
    return new Reply(204, "");
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
