package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SamGovTest {
  private static final byte[] PDF = "%PDF-1.4 certificate".getBytes(StandardCharsets.US_ASCII);

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
  private final String address = sandbox.address("sam_gov");
  private final Visitor visitor = new Visitor();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void the_terms_come_first_and_once_a_session() {
    Visitor.Page terms = signIn(sandbox.account("sam_gov"));
    assertThat(terms.address().getPath()).isEqualTo("/terms");
    assertThat(visitor.get(address + "registration/1").address().getPath()).isEqualTo("/terms");

    Visitor.Page page = visitor.submit(terms, "/terms", Map.of());

    assertThat(page.address().getPath()).isEqualTo("/registration/1");
    assertThat(visitor.get(address + "workspace").text())
        .contains("Signed in as registrar@acme-networks.example");
  }

  @Test
  void a_registration_goes_through_five_pages_and_is_numbered() {
    enter();
    Visitor.Page page = complete(visitor.get(address + "registration"));
    assertThat(page.text())
        .contains("Review and submit", "Limited liability company", "certificate.pdf", "WOSB, SDB");

    Visitor.Page refused = visitor.submit(page, "/registration/5", Map.of());
    assertThat(refused.alert()).isEqualTo("You must certify that the information is accurate.");

    Visitor.Page receipt = visitor.submit(refused, "/registration/5", Map.of("certify", "yes"));
    assertThat(receipt.text()).contains("Registration number: SAM-2026-104113");
    assertThat(sandbox.submissions("sam_gov")).hasSize(1);
    assertThat(sandbox.submissions("sam_gov").get(0))
        .containsEntry("legal-name", "Acme Networks LLC")
        .containsEntry("mailing-same", "no")
        .containsEntry("mailing-address-level2", "Dayton")
        .containsEntry("categories", List.of("WOSB", "SDB"))
        .containsEntry("certificate", Map.of("filename", "certificate.pdf", "bytes", 20L))
        .doesNotContainKey("delinquent-reason");
  }

  @Test
  void a_page_cannot_be_skipped_and_keeps_what_was_entered() {
    enter();
    assertThat(visitor.get(address + "registration/4").address().getPath())
        .isEqualTo("/registration/1");
    Visitor.Page second =
        visitor.submit(visitor.get(address + "registration/1"), "/registration/1", coreData());
    assertThat(second.document().select("#entity-mailing-same").hasAttr("checked")).isTrue();

    Visitor.Page first = visitor.get(address + "registration/1");

    assertThat(first.document().select("#entity-legal-name").attr("value"))
        .isEqualTo("Acme Networks LLC");
  }

  @Test
  void what_is_conditional_is_required_only_then() {
    enter();
    visitor.submit(visitor.get(address + "registration/1"), "/registration/1", coreData());

    Visitor.Page page =
        visitor.submit(visitor.get(address + "registration/2"), "/registration/2", Map.of());
    assertThat(page.alert()).contains("Mailing city is required.");

    page =
        visitor.submit(
            page, "/registration/2", Map.of("entity.mailing_same", "yes", "entity.country", "US"));
    assertThat(page.alert()).contains("City is required.").doesNotContain("Mailing city");
  }

  @Test
  void an_upload_of_more_than_a_megabyte_is_refused() {
    enter();
    visitor.submit(visitor.get(address + "registration/1"), "/registration/1", coreData());
    visitor.submit(visitor.get(address + "registration/2"), "/registration/2", addresses());
    Visitor.Page page =
        visitor.submit(visitor.get(address + "registration/3"), "/registration/3", contacts());
    byte[] large = new byte[(1 << 20) + 1];
    System.arraycopy(PDF, 0, large, 0, PDF.length);

    assertThat(business(page, large).alert()).contains("The file is larger than 1 MB.");
  }

  @Test
  void an_account_one_has_created_can_be_used_and_not_created_twice() {
    Map<String, String> values = signUp("Long-Enough-Pass-77");
    Visitor.Page created = visitor.submit(visitor.get(address + "signup"), "/signup", values);
    assertThat(created.text()).contains("your account is ready", "USR-104113");
    assertThat(sandbox.submissions("sam_gov").get(0))
        .doesNotContainKeys("new-password", "repeat-password");

    Visitor.Page again = visitor.submit(visitor.get(address + "signup"), "/signup", values);
    assertThat(again.alert()).contains("An account with this e-mail address already exists.");
    SandboxAccount account =
        new SandboxAccount("dana@acme-networks.example", "Long-Enough-Pass-77", Optional.empty());
    assertThat(signIn(account).address().getPath()).isEqualTo("/terms");
  }

  @Test
  void passwords_are_checked_when_an_account_is_created() {
    assertThat(visitor.submit(visitor.get(address + "signup"), "/signup", signUp("short")).alert())
        .contains("The password needs at least 12 characters");
    Map<String, String> different = new HashMap<>(signUp("Long-Enough-Pass-77"));
    different.put("entity.repeat_password", "Another-One-Altogether-1");
    assertThat(visitor.submit(visitor.get(address + "signup"), "/signup", different).alert())
        .contains("The two passwords are not the same.");
  }

  private void enter() {
    visitor.submit(signIn(sandbox.account("sam_gov")), "/terms", Map.of());
  }

  private Visitor.Page signIn(SandboxAccount account) {
    return visitor.submit(
        visitor.get(address + "login"),
        "/login",
        Map.of("user[email]", account.username(), "user[password]", account.password()));
  }

  private Visitor.Page complete(Visitor.Page first) {
    Visitor.Page second = visitor.submit(first, "/registration/1", coreData());
    Visitor.Page third = visitor.submit(second, "/registration/2", addresses());
    return business(visitor.submit(third, "/registration/3", contacts()), PDF);
  }

  private Visitor.Page business(Visitor.Page page, byte[] certificate) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "authenticity_token", page.hidden("authenticity_token"),
                "entity.naics", "517111",
                "entity.employees", "42",
                "entity.annual_revenue", "3,500,000",
                "entity.categories", "WOSB\nSDB",
                "entity.delinquent", "no",
                "entity.certification_date", "2026-01-10"));
    return visitor.upload(
        address + "registration/4", values, "entity.certificate", "certificate.pdf", certificate);
  }

  private static Map<String, String> coreData() {
    return Map.of(
        "entity.legal_name", "Acme Networks LLC",
        "entity.uei", "ABCDEF123456",
        "entity.ein", "12-3456789",
        "entity.entity_type", "LLC",
        "entity.start_date", "2015-04-01");
  }

  private static Map<String, String> addresses() {
    return Map.of(
        "entity.address_line1", "1 Main Street",
        "entity.address_level2", "Springfield",
        "entity.address_level1", "OH",
        "entity.postal_code", "45501",
        "entity.country", "US",
        "entity.mailing_address_line1", "PO Box 7",
        "entity.mailing_address_level2", "Dayton",
        "entity.mailing_address_level1", "OH",
        "entity.mailing_postal_code", "45402");
  }

  private static Map<String, String> contacts() {
    return Map.of(
        "entity.given_name", "Dana",
        "entity.family_name", "Reed",
        "entity.job_title", "Owner",
        "entity.email", "dana@acme-networks.example",
        "entity.repeat_email", "dana@acme-networks.example",
        "entity.tel", "555-0101",
        "entity.same_poc", "yes");
  }

  private static Map<String, String> signUp(String password) {
    return Map.of(
        "entity.given_name", "Dana",
        "entity.family_name", "Reed",
        "entity.email", "dana@acme-networks.example",
        "entity.new_password", password,
        "entity.repeat_password", password,
        "entity.accept", "yes");
  }
}
