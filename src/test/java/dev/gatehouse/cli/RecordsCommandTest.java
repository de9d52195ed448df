package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.Settings;
import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.AttemptBudget.Ending;
import dev.gatehouse.flow.SubmissionLedger.Submission;
import dev.gatehouse.ledger.AttemptStore;
import dev.gatehouse.ledger.SubmissionStore;
import dev.gatehouse.step.Traces;
import dev.gatehouse.storage.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsCommandTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path project = Path.of("replaced");

  private Settings settings() {
    return new Settings(
        project, "production", 1, false, Duration.ZERO, Traces.OFF, Map.of("USER", "ann"));
  }

  private void attempt(String account, Ending ending) {
    try (Database database = Database.open(settings().database())) {
      new AttemptStore(() -> database, NOON, "run-1")
          .claim(
              new AttemptBudget.Key("production", "acme", account, account),
              9,
              Duration.ofMinutes(5))
          .orElseThrow()
          .settle(ending);
    }
  }

  private void send(String form) {
    try (Database database = Database.open(settings().database())) {
      new SubmissionStore(() -> database, NOON, "run-1")
          .claim(new Submission("production", "acme", "", form, "digest"));
    }
  }

  private Typed accounts(String... args) {
    return Typed.command(new AccountListCommand(settings()), args);
  }

  private Typed reset(String... args) {
    return Typed.command(new AccountResetCommand(settings()), args);
  }

  private Typed submissions(String... args) {
    return Typed.command(new SubmissionListCommand(settings()), args);
  }

  private Typed settle(String... args) {
    return Typed.command(new SubmissionSettleCommand(settings()), args);
  }

  @Test
  void where_nothing_was_done_nothing_is_listed_and_no_database_is_made() {
    assertThat(accounts()).isEqualTo(new Typed(0, "No portal refused an account.\n", ""));
    assertThat(accounts("--json")).isEqualTo(new Typed(0, "[ ]\n", ""));
    assertThat(submissions()).isEqualTo(new Typed(0, "Nothing was sent.\n", ""));
    assertThat(submissions("--json")).isEqualTo(new Typed(0, "[ ]\n", ""));
    assertThat(reset("acme"))
        .isEqualTo(
            new Typed(
                3, "No account at acme was refused or is locked; gatehouse account list.\n", ""));
    assertThat(settings().database()).doesNotExist();
  }

  @Test
  void accounts_are_listed_and_reset() {
    attempt("main", Ending.REFUSED);
    attempt("main", Ending.REFUSED);
    attempt("spare", Ending.LOCKED);

    assertThat(accounts())
        .isEqualTo(
            new Typed(
                0,
                """
                Portal  Account  Environment  Refusals  Unsettled  Since
                acme    main     production   2         0          2026-03-02T12:00:00Z
                acme    spare    production   0         0          2026-03-02T12:00:00Z  locked

                Once a person has signed in there: gatehouse account reset PORTAL --account NAME.
                """,
                ""));
    assertThat(accounts("--json").out())
        .contains("\"account\" : \"main\"", "\"refusals\" : 2", "\"locked\" : true");

    assertThat(reset("acme", "--account", "spare"))
        .isEqualTo(
            new Typed(0, "Reset 1 account at acme as \"spare\"; signing in is tried again.\n", ""));
    assertThat(reset("acme").out())
        .isEqualTo("Reset 1 account at acme; signing in is tried again.\n");
    assertThat(accounts().out()).isEqualTo("No portal refused an account.\n");
  }

  @Test
  void submissions_are_listed_and_settled() {
    send("order");
    send("return_request");

    assertThat(submissions())
        .isEqualTo(
            new Typed(
                0,
                """
                ID  State      Portal  Form            Entity  Sent                  Reference  Run
                2   uncertain  acme    return_request  -       2026-03-02T12:00:00Z  -          run-1
                1   uncertain  acme    order           -       2026-03-02T12:00:00Z  -          run-1

                2 uncertain: look in the portal, then gatehouse submission settle ID --sent, or --not-sent.
                """,
                ""));

    assertThat(settle("1", "--sent", "--reference", "RMA-7"))
        .isEqualTo(
            new Typed(
                0,
                "Submission 1 (order at acme) was sent; it is not sent again, reference RMA-7.\n",
                ""));
    assertThat(settle("2", "--not-sent").out())
        .isEqualTo(
            "Submission 2 (return_request at acme) counts as not sent; it may be sent again.\n");
    assertThat(submissions("--json").out())
        .contains("\"state\" : \"confirmed\"", "\"state\" : \"not-sent\"")
        .contains("\"reference\" : \"RMA-7\"", "\"settledBy\" : \"ann\"");
  }

  @Test
  void it_is_sent_or_not_and_there_must_be_one() {
    String message = "Expected --sent, with --reference if there is one, or --not-sent.\n";
    assertThat(settle("1").err()).startsWith(message);
    assertThat(settle("1", "--sent", "--not-sent").err()).startsWith(message);
    assertThat(settle("1", "--not-sent", "--reference", "R").err()).startsWith(message);
    assertThat(settle("1", "--sent").err())
        .startsWith("There is no submission 1; gatehouse submission list shows those there are.\n");
    assertThat(settle("1", "--sent").code()).isEqualTo(2);
  }
}
