package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.outcome.Event;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.PersonReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventEntriesTest {

  private static final Evidence SEEN =
      new Evidence("https://dh.example/in", "Sign in", List.of("a"));

  private static AuditEntry of(Outcome outcome) {
    Event event =
        new Event(
            new UUID(0, 1),
            "run",
            "Scenario",
            Logs.NOON,
            Duration.ofMillis(1234),
            "sign-in",
            "dh",
            "acme",
            outcome);
    return new EventEntries("sandbox", "ann", "box").of(event);
  }

  @Test
  void an_event_keeps_who_what_when_where_and_how_it_ended() {
    assertThat(of(new Outcome.Done("Signed in.", Optional.of(Logs.NOON), Optional.of("R-1"), SEEN)))
        .isEqualTo(
            new AuditEntry(
                new UUID(0, 1),
                "run",
                "Scenario",
                Logs.NOON,
                "sign-in",
                "dh",
                "acme",
                "sandbox",
                "ann",
                "box",
                "done",
                "",
                Map.of(
                    "took-ms", 1234L,
                    "message", "Signed in.",
                    "address", "https://dh.example/in",
                    "page", "Sign in",
                    "observations", List.of("a"),
                    "reference", "R-1",
                    "valid-until", "2026-11-21T12:00:00.000Z")));
  }

  @Test
  void what_did_not_succeed_has_its_reason() {
    AuditEntry failed =
        of(new Outcome.Failed(FailureKind.PORTAL_DOWN, "No answer.", Evidence.NONE));
    assertThat(List.of(failed.outcome(), failed.reason())).containsExactly("failed", "Portal down");
    AuditEntry person =
        of(new Outcome.NeedsPerson(PersonReason.CAPTCHA, "Solve it.", Evidence.NONE));
    assertThat(List.of(person.outcome(), person.reason()))
        .containsExactly("needs-person", "CAPTCHA");
    assertThat(person.details()).isEqualTo(Map.of("took-ms", 1234L, "message", "Solve it."));
  }

  @Test
  void a_secret_kept_from_where_it_does_not_belong_is_marked() {
    assertThat(
            of(new Outcome.Failed(FailureKind.ORIGIN_REFUSED, "Not here.", Evidence.NONE))
                .details())
        .isEqualTo(Map.of("took-ms", 1234L, "message", "Not here.", "security", true));
  }
}
