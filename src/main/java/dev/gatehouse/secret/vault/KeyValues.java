package dev.gatehouse.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.vault.VaultHttp.Request;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Vault's key/value engine of version 2, as its published HTTP API has it. Paths are below {@code
 * portals/}. Thread-safe.
 */
final class KeyValues {

  private static final String ROOT = "portals";

  private final VaultSettings settings;
  private final VaultHttp http;
  private final VaultErrors errors;
  private final VaultSession session;

  KeyValues(VaultSettings settings, VaultHttp http, VaultErrors errors, VaultSession session) {
    this.settings = settings;
    this.http = http;
    this.errors = errors;
    this.session = session;
  }

  private String below(String kind, String path) {
    return settings.mount() + "/" + kind + "/" + ROOT + (path.isEmpty() ? "" : "/" + path);
  }

  /** Reads what stands at the path now; deleted or never there, it is empty. */
  VaultEntry read(String path) {
    return read(path, Request.get(below("data", path)));
  }

  /** Reads what stood at the path in one version. */
  VaultEntry read(String path, int version) {
    return read(path, Request.get(below("data", path) + "?version=" + version));
  }

  private VaultEntry read(String path, Request request) {
    Answer answer = call(request);
    JsonNode data = answer.body().path("data");
    // A deleted version is answered as not found, with its metadata.
    if (answer.status() == 404) {
      return entry(JsonNodeFactory.instance.objectNode(), data, path);
    }
    require(answer, data.has("metadata"), request);
    JsonNode fields = data.path("data");
    ObjectNode object =
        fields instanceof ObjectNode found ? found : JsonNodeFactory.instance.objectNode();
    return entry(object, data, path);
  }

  private VaultEntry entry(ObjectNode fields, JsonNode data, String path) {
    try {
      return VaultEntry.of(fields, data.path("metadata"), path);
    } catch (DateTimeParseException e) {
      throw errors.damaged(path);
    }
  }

  /**
   * Writes a new version, if the last one is the one expected.
   *
   * @param expected 0 for none yet
   * @return whether it was written; when an answer got lost, false although it may have been
   */
  boolean write(String path, int expected, ObjectNode data) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("options").put("cas", expected);
    body.set("data", data);
    Request request = Request.post(below("data", path), body);
    Answer answer = call(request);
    if (answer.status() == 400 && answer.complainsOf("check-and-set")) {
      return false;
    }
    if (answer.isOk() && !answer.body().path("data").has("version")) {
      throw errors.notVersioned();
    }
    require(answer, true, request);
    return true;
  }

  /** Returns the names directly below the path; those that have others below end with a slash. */
  List<String> list(String path) {
    Request request = Request.get(below("metadata", path) + "?list=true");
    Answer answer = call(request);
    if (answer.status() == 404) {
      return List.of();
    }
    require(answer, answer.body().path("data").has("keys"), request);
    List<String> names = new ArrayList<>();
    answer.body().path("data").path("keys").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** Erases the values of all versions up to this one; nothing brings them back. */
  void destroyUpTo(String path, int version) {
    Request metadata = Request.get(below("metadata", path));
    Answer answer = call(metadata);
    if (answer.status() == 404) {
      return;
    }
    require(answer, answer.body().path("data").has("versions"), metadata);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    var doomed = body.putArray("versions");
    answer
        .body()
        .path("data")
        .path("versions")
        .properties()
        .forEach(
            each -> {
              int number = Integer.parseInt(each.getKey());
              if (number <= version && !each.getValue().path("destroyed").asBoolean()) {
                doomed.add(number);
              }
            });
    if (!doomed.isEmpty()) {
      Request destroy = Request.post(below("destroy", path), body);
      require(call(destroy), true, destroy);
    }
  }

  /** Erases all versions and the metadata, by one attempt that is over within its limits. */
  void erase(String path) {
    Request request = Request.delete(below("metadata", path));
    Answer answer = http.send(request, Optional.of(session.token()), Duration.ZERO);
    if (answer.status() == 403) {
      throw errors.forbidden(request.toString());
    }
    if (answer.status() != 404) {
      require(answer, true, request);
    }
  }

  private void require(Answer answer, boolean complete, Request request) {
    if (!answer.isOk()) {
      throw errors.of(answer, request.toString(), Duration.ZERO, 1);
    }
    if (!complete) {
      throw errors.notVault(answer);
    }
  }

  // "No route" is answered as not found too, and must not look like an empty place.
  private Answer call(Request request) {
    Duration total = settings.limits().total();
    Secret token = session.token();
    Answer answer = http.send(request, Optional.of(token), total);
    if (answer.status() == 403 && session.refused(token)) {
      answer = http.send(request, Optional.of(session.token()), total);
    }
    if (answer.status() == 403) {
      throw errors.forbidden(request.toString());
    }
    if (answer.complainsOf("no handler for route")) {
      throw errors.of(answer, request.toString(), Duration.ZERO, 1);
    }
    return answer;
  }
}
