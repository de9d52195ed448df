package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OctotelTest {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());
  private final String address = sandbox.address("octotel");
  private final Visitor visitor = new Visitor();

  @BeforeEach
  void sign_in() {
    SandboxAccount account = sandbox.account("octotel");
    visitor.submit(
        visitor.get(address + "login"),
        "/login",
        Map.of("username", account.username(), "password", account.password()));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void a_circuit_that_exists_shows_its_service() {
    Visitor.Page page = check("CX-1002");

    assertThat(page.text()).contains("Circuit found", "Active", "SOL-5002", "200/100 Mbit/s");
    assertThat(check("CX-2001").text()).contains("Cancelled");
  }

  @Test
  void a_circuit_that_does_not_exist_or_is_no_circuit_number_is_refused() {
    assertThat(check("CX-7777").alert())
        .isEqualTo("Please correct the following Circuit CX-7777 was not found.");
    assertThat(check("no such").alert())
        .isEqualTo(
            "Please correct the following A circuit number has 3 to 20 letters, digits, hyphens and"
                + " underscores.");
  }

  @Test
  void a_cancellation_is_reviewed_submitted_and_never_accepted_twice() {
    Visitor.Page review = propose("CX-1001");
    assertThat(review.text()).contains("Review cancellation", "Customer Service ISP", "2026-02-28");
    assertThat(sandbox.submissions("octotel")).isEmpty();

    Visitor.Page receipt = visitor.submit(review, "/cancellations/confirm", Map.of());
    assertThat(receipt.text()).contains("has been received. Reference: OCT-104113");
    assertThat(sandbox.submissions("octotel"))
        .containsExactly(
            Map.of(
                "form", "cancellation",
                "reference", "OCT-104113",
                "user", "baobab.ops",
                "circuit", "CX-1001",
                "solution-id", "SOL-5001",
                "reason", "CUSTOMER_SERVICE_ISP",
                "comment", "Bot cancellation. Ref: SOL-5001",
                "effective-date", "2026-02-28",
                "confirm", "yes"));

    assertThat(propose("CX-1001").alert())
        .isEqualTo("Please correct the following Circuit CX-1001 has already been cancelled.");
  }

  @Test
  void a_cancellation_without_its_confirmation_is_refused() {
    Visitor.Page form = visitor.get(address + "cancellations/new?circuit=CX-1003");
    assertThat(form.document().select("input[name=circuit]").attr("value")).isEqualTo("CX-1003");

    Visitor.Page page = visitor.submit(form, "/cancellations/new", Map.of("circuit", "CX-1003"));

    assertThat(page.alert())
        .contains(
            "Comment is required.",
            "Please tick: I confirm that the end customer has agreed to this.");
  }

  private Visitor.Page check(String circuit) {
    return visitor.submit(
        visitor.get(address + "circuits/check"), "/circuits/check", Map.of("circuit", circuit));
  }

  private Visitor.Page propose(String circuit) {
    return visitor.submit(
        visitor.get(address + "cancellations/new"),
        "/cancellations/new",
        Map.of(
            "circuit", circuit,
            "solutionId", "SOL-5001",
            "reason", "CUSTOMER_SERVICE_ISP",
            "comment", "Bot cancellation. Ref: SOL-5001",
            "effectiveDate", "2026-02-28",
            "confirm", "yes"));
  }
}
