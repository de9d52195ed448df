package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthentikTest {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
  private final String address = sandbox.address("authentik");
  private final Visitor visitor = new Visitor();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void the_flow_asks_who_then_for_the_password_then_leads_on() {
    String csrf = csrf(visitor.get(address + "settings"));
    assertThat(visitor.get(address + "api/flow").response().body())
        .contains("ak-stage-identification", "uidField");

    assertThat(send(csrf, "{\"uidField\":\"acme-admin\"}"))
        .contains("ak-stage-password", "acme-admin");
    String password = sandbox.account("authentik").password();
    assertThat(send(csrf, "{\"password\":\"" + password + "\"}"))
        .isEqualTo("{\"to\":\"/settings\"}");
    assertThat(visitor.get(address + "library").document().select("ak-shell").attr("user"))
        .isEqualTo("acme-admin");
  }

  @Test
  void a_wrong_password_stays_at_the_password() {
    String csrf = csrf(visitor.get(address + "login"));
    send(csrf, "{\"uidField\":\"acme-admin\"}");

    assertThat(send(csrf, "{\"password\":\"no\"}"))
        .contains("ak-stage-password", "Invalid password. Please try again.");
  }

  @Test
  void a_profile_is_saved_and_a_bad_one_is_not() {
    String csrf = signIn();

    Visitor.Page bad =
        visitor.postJson(address + "api/profile", csrf, "{\"name\":\"\",\"email\":\"x\"}");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.response().body())
        .contains("Name is required.", "Enter a valid e-mail address.");

    Visitor.Page good =
        visitor.postJson(
            address + "api/profile",
            csrf,
            "{\"name\":\"Dana Reed\",\"email\":\"dana@acme-networks.example\",\"locale\":\"de\"}");
    assertThat(good.response().body()).contains("updated successfully. Change number PRF-104113");
    assertThat(sandbox.submissions("authentik").get(0)).containsEntry("locale", "de");
    assertThat(visitor.get(address + "settings").response().body()).contains("Dana Reed");
  }

  @Test
  void signing_out_ends_the_session() {
    String csrf = signIn();
    visitor.postJson(address + "api/logout", csrf, "{}");

    assertThat(visitor.get(address + "library").address().getPath()).isEqualTo("/login");
    assertThat(visitor.postJson(address + "api/profile", csrf, "{}").status()).isEqualTo(401);
  }

  private String signIn() {
    SandboxAccount account = sandbox.account("authentik");
    String csrf = csrf(visitor.get(address + "login"));
    send(csrf, "{\"uidField\":\"" + account.username() + "\"}");
    send(csrf, "{\"password\":\"" + account.password() + "\"}");
    return csrf;
  }

  private String send(String csrf, String body) {
    return visitor.postJson(address + "api/flow", csrf, body).response().body();
  }

  private static String csrf(Visitor.Page page) {
    return page.document().select("meta[name=csrf-token]").attr("content");
  }
}
