package dev.gatehouse.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.stream.StreamSupport;

/**
 * What Vault answered.
 *
 * @param status the HTTP status
 * @param body the JSON; {@link MissingNode} when there was none
 * @param isVaults whether it has the form of Vault's answers: JSON, or nothing at all
 */
record Answer(int status, JsonNode body, boolean isVaults) {

  boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** Whether one of Vault's own words of what went wrong has this text in it. */
  boolean complainsOf(String text) {
    return StreamSupport.stream(body.path("errors").spliterator(), false)
        .anyMatch(error -> error.asText().contains(text));
  }

  boolean isSealed() {
    return status == 503 && complainsOf("sealed");
  }

  /** Whether the same request may succeed a little later. */
  boolean mayPass() {
    return !isSealed() && (status == 412 || status == 429 || status >= 500);
  }
}
