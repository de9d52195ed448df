package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OsnTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
  private final String address = sandbox.address("osn");
  private final Visitor visitor = new Visitor();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void the_page_is_empty_until_its_script_draws_it() {
    assertThat(visitor.get(address + "orders").document().select("form, input")).isEmpty();
    assertThat(visitor.get(address + "api/views/login").response().body())
        .contains("E-mail address");
  }

  @Test
  void signing_in_and_out_is_json() throws Exception {
    assertThat(signIn("wrong").status()).isEqualTo(401);
    assertThat(signIn("wrong").response().body())
        .contains("Login failed: the e-mail address and password do not match.");
    assertThat(signIn("main").status()).isEqualTo(200);
    assertThat(session().get("user").asText()).isEqualTo("noc@baobab-fibre.example");

    post("api/logout", Map.of());
    assertThat(session().has("user")).isFalse();
    assertThat(visitor.get(address + "api/views/orders").status()).isEqualTo(401);
  }

  @Test
  void haste_is_answered_with_429() throws Exception {
    for (int attempt = 1; attempt <= 10; attempt++) {
      signIn("unknown");
    }
    Visitor.Page refused = signIn("main");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.response().body()).contains("Too many sign-in attempts.");
  }

  @Test
  void an_order_is_checked_and_then_numbered() throws Exception {
    signIn("main");

    Visitor.Page refused = post("api/orders", Map.of("postal-code", "x"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body())
        .contains("A postal code has four digits.", "Product is required.");

    Visitor.Page accepted =
        post(
            "api/orders",
            Map.of(
                "organization", "Kloof Bakery",
                "street-address", "12 Kloof Street, Gardens",
                "postal-code", "8001",
                "tel", "021 555 0140",
                "product", "Home Fibre 200/100",
                "installation-date", "2026-03-02",
                "router", "yes"));
    assertThat(accepted.status()).isEqualTo(201);
    assertThat(accepted.response().body()).contains("OSN-104113", "Order confirmation");
    assertThat(sandbox.submissions("osn").get(0))
        .containsEntry("product", "Home Fibre 200/100")
        .containsEntry("router", "yes");
  }

  private Visitor.Page signIn(String name) throws JsonProcessingException {
    SandboxAccount account = sandbox.account("osn", name);
    return post("api/login", Map.of("email", account.username(), "password", account.password()));
  }

  private Visitor.Page post(String path, Map<String, String> body) throws JsonProcessingException {
    return visitor.postJson(
        address + path, session().get("csrf").asText(), JSON.writeValueAsString(body));
  }

  private JsonNode session() throws JsonProcessingException {
    return JSON.readTree(visitor.get(address + "api/session").response().body());
  }
}
