package dev.gatehouse.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {

  private final OutcomeText text = new OutcomeText(ZoneOffset.UTC);

  @Test
  void a_failure_says_what_happened_what_to_do_and_what_was_seen() {
    Outcome outcome =
        new Outcome.Failed(
            FailureKind.PORTAL_DOWN,
            "the portal answered 503",
            new Evidence(
                "http://dh.localhost/login", "D&H <sign in>", List.of("status 503", "no form")));

    assertThat(text.of(outcome))
        .isEqualTo(
            """
            Outcome:     Portal down
            What:        the portal answered 503
            What to do:  Check the address and the portal's status page, then run again.
            Try again:   may help
            Page:        D&H <sign in>
            Address:     http://dh.localhost/login
            Seen:        - status 503
                         - no form
            """);
  }

  @Test
  void a_success_says_its_reference_and_until_when_it_holds() {
    Outcome outcome =
        new Outcome.Done(
            "Submitted",
            Optional.of(Instant.parse("2026-03-01T12:00:00Z")),
            Optional.of("SAM-2026-000017"),
            Evidence.NONE);

    assertThat(text.of(outcome))
        .isEqualTo(
            """
            Outcome:     Done
            What:        Submitted
            Reference:   SAM-2026-000017
            Valid until: 1 Mar 2026 12:00:00 UTC
            """
                .replace("UTC", "Z"));
  }

  @Test
  void a_person_is_told_what_to_do() {
    Outcome outcome =
        new Outcome.NeedsPerson(PersonReason.CAPTCHA, "a picture is shown", Evidence.NONE);

    assertThat(text.of(outcome))
        .isEqualTo(
            """
            Outcome:     CAPTCHA
            What:        a picture is shown
            What to do:  Solve the CAPTCHA in the portal, then run the scenario again.
            """);
  }

  @Test
  void a_message_of_several_lines_cannot_pass_for_another_fact() {
    Outcome outcome =
        new Outcome.Failed(FailureKind.UNKNOWN, "first\nOutcome: Done", Evidence.NONE);

    assertThat(text.of(outcome))
        .startsWith(
            """
            Outcome:     Unknown
            What:        first
                         Outcome: Done
            """);
  }
}
