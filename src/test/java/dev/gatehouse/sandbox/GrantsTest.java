package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrantsTest {
  private static final byte[] PDF = "%PDF-1.7 budget".getBytes(StandardCharsets.US_ASCII);

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
  private final String address = sandbox.address("grants");
  private final Visitor visitor = new Visitor();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void the_form_to_sign_in_is_in_a_frame_and_leads_the_whole_window_on() {
    Visitor.Page login = visitor.get(address + "applications/new");
    assertThat(login.document().select("input[type=password]")).isEmpty();
    String frame = login.document().select("iframe").attr("src");

    Visitor.Page entered = signIn(visitor.get(address + frame.substring(1)), "main");

    assertThat(entered.document().select("[data-to]").attr("data-to"))
        .isEqualTo("/applications/new");
    assertThat(visitor.get(address + "workspace").text()).contains("logged in as acme_grants");
  }

  @Test
  void a_wrong_password_is_told_in_the_frame() {
    assertThat(signIn(visitor.get(address + "login/frame"), "wrong").alert())
        .isEqualTo("The username or password is not valid.");
  }

  @Test
  void an_application_needs_a_pdf_and_american_dates() {
    signIn(visitor.get(address + "login/frame"), "main");
    Visitor.Page form = visitor.get(address + "applications/new");
    Map<String, String> values = new HashMap<>(application(form));
    values.put("gp_start_date", "2026-10-01");
    byte[] text = "plain".getBytes(StandardCharsets.US_ASCII);

    Visitor.Page refused =
        visitor.upload(form.address().toString(), values, "gp_attachment", "b.txt", text);

    assertThat(refused.alert())
        .isEqualTo(
            "Your form has errors: Project start date must be a date as MM/DD/YYYY. The file is not"
                + " a PDF document.");
  }

  @Test
  void an_application_is_tracked() {
    signIn(visitor.get(address + "login/frame"), "main");
    Visitor.Page form = visitor.get(address + "applications/new");

    Visitor.Page page =
        visitor.upload(
            form.address().toString(), application(form), "gp_attachment", "budget.pdf", PDF);

    assertThat(page.text()).contains("Tracking number: GRANT-104113");
    assertThat(sandbox.submissions("grants").get(0))
        .containsEntry("amount", "250,000.00")
        .containsEntry("attachment", Map.of("filename", "budget.pdf", "bytes", 15L));
  }

  private Visitor.Page signIn(Visitor.Page frame, String name) {
    SandboxAccount account = sandbox.account("grants", name);
    return visitor.submit(
        frame,
        "/login/frame",
        Map.of("userId", account.username(), "passPhrase", account.password()));
  }

  private static Map<String, String> application(Visitor.Page form) {
    return Map.of(
        "csrfmiddlewaretoken",
            form.document().select("main [name=csrfmiddlewaretoken]").attr("value"),
        "gp_opportunity_number", "RUS-2026-0142",
        "gp_project_title", "Fibre to Cedar Valley",
        "gp_amount", "250,000.00",
        "gp_start_date", "10/01/2026",
        "gp_end_date", "09/30/2027",
        "gp_abstract", "Forty miles of open-access fibre.",
        "gp_applicant_type", "SB");
  }
}
