package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TdSynnexTest {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
  private final String address = sandbox.address("td_synnex");
  private final Visitor visitor = new Visitor();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void signing_in_leads_to_the_page_asked_for_and_signing_out_ends_the_session() {
    Visitor.Page login = visitor.get(address + "returns");
    assertThat(login.address().toString()).isEqualTo(address + "login?next=%2Freturns");

    Visitor.Page returns = signIn(login, "main");
    assertThat(returns.address().getPath()).isEqualTo("/returns");
    assertThat(returns.text()).contains("Signed in as acme.reseller");

    Visitor.Page home = visitor.submit(returns, "/logout", Map.of());
    assertThat(home.text()).contains("You have been signed out.");
    assertThat(visitor.get(address + "dashboard").address().getPath()).isEqualTo("/login");
    assertThat(sandbox.count("td_synnex", "POST", "/login")).isEqualTo(1);
  }

  @Test
  void a_wrong_password_is_told_and_keeps_the_user_name() {
    Visitor.Page page = signIn(visitor.get(address + "login"), "wrong");

    assertThat(page.alert()).isEqualTo("The user name or password you entered is incorrect.");
    assertThat(page.document().select("#ctl00_Main_txtUser").attr("value"))
        .isEqualTo("acme.reseller");
  }

  @Test
  void a_post_without_its_token_is_refused() {
    visitor.get(address + "login");

    Visitor.Page page = visitor.post(address + "login", Map.of("ctl00$Main$txtUser", "x"));

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).contains("security token of this form is missing");
  }

  @Test
  void a_return_is_checked_then_accepted_with_a_number() {
    signIn(visitor.get(address + "login"), "main");
    Visitor.Page form = visitor.get(address + "returns");

    Visitor.Page refused = visitor.submit(form, "/returns", Map.of("ctl00$Main$txtSku", "?"));
    assertThat(refused.alert())
        .isEqualTo(
            "Please correct the following: Invoice number is required. There is no product with"
                + " this SKU. Quantity to return is required. Reason for return is required.");

    Visitor.Page accepted =
        visitor.submit(
            refused,
            "/returns",
            Map.of(
                "ctl00$Main$txtInvoiceNumber", "INV-20931",
                "ctl00$Main$txtSku", "SW-48P4",
                "ctl00$Main$txtQuantity", "2",
                "ctl00$Main$ddlReason", "DAMAGED",
                "ctl00$Main$txtComment", "Two\r\nlines"));

    assertThat(accepted.text()).contains("Your RMA number is RMA-104113.");
    assertThat(sandbox.submissions("td_synnex"))
        .containsExactly(
            Map.of(
                "form", "return_request",
                "reference", "RMA-104113",
                "user", "acme.reseller",
                "invoice-number", "INV-20931",
                "sku", "SW-48P4",
                "quantity", "2",
                "reason", "DAMAGED",
                "comment", "Two\nlines"));
  }

  @Test
  void an_application_is_received_once_per_address() {
    Visitor.Page received = visitor.submit(visitor.get(address + "apply"), "/apply", application());
    assertThat(received.text()).contains("Your application has been received.", "APP-104113");

    Visitor.Page again = visitor.submit(visitor.get(address + "apply"), "/apply", application());
    assertThat(again.alert())
        .isEqualTo(
            "Please correct the following: An account with this e-mail address already exists."
                + " Please sign in.");
    assertThat(sandbox.submissions("td_synnex")).hasSize(1);
  }

  private Visitor.Page signIn(Visitor.Page login, String name) {
    SandboxAccount account = sandbox.account("td_synnex", name);
    return visitor.submit(
        login,
        "/login",
        Map.of(
            "ctl00$Main$txtUser", account.username(),
            "ctl00$Main$txtPassword", account.password()));
  }

  private static Map<String, String> application() {
    Map<String, String> values = new HashMap<>();
    Map.of(
            "txtOrganization", "Acme Networks LLC",
            "txtTaxId", "12-3456789",
            "ddlEntityType", "LLC",
            "txtAddressLine1", "1 Main Street",
            "txtAddressLevel2", "Springfield",
            "ddlAddressLevel1", "OH",
            "txtPostalCode", "45501",
            "txtGivenName", "Dana",
            "txtFamilyName", "Reed",
            "txtEmail", "dana@acme-networks.example")
        .forEach((key, value) -> values.put("ctl00$Main$" + key, value));
    values.put("ctl00$Main$txtTel", "555-0101");
    values.put("ctl00$Main$chkAccept", "yes");
    return values;
  }
}
