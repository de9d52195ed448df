package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.AttemptBudget.Ending;
import dev.gatehouse.flow.AttemptBudget.Standing;
import dev.gatehouse.flow.SessionLeases;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a memory in a database must do besides: outlive runs, and be one for all processes. */
abstract class DatabaseLedgerContract extends LedgerContract {

  private static final Duration LASTS = Duration.ofMinutes(6);
  private static final Clock LATER = Clock.offset(NOON, Duration.ofMinutes(7));

  private AttemptStore stored() {
    return (AttemptStore) attempts();
  }

  private SubmissionStore sent() {
    return (SubmissionStore) submissions();
  }

  @Test
  void an_attempt_that_was_never_settled_counts_until_a_success_after_it() {
    attempts().claim(DANA, 4, LASTS);
    assertThat(store().attempts(LATER, "run-2").standing(DANA)).isEqualTo(new Standing(1, false));

    store().attempts(LATER, "run-2").claim(DANA, 4, LASTS).orElseThrow().settle(Ending.REFUSED);
    assertThat(attempts().standing(DANA)).isEqualTo(new Standing(2, false));

    store().attempts(LATER, "run-3").claim(DANA, 4, LASTS).orElseThrow().settle(Ending.ACCEPTED);
    assertThat(attempts().standing(DANA)).isEqualTo(new Standing(0, false));
  }

  @Test
  void accounts_are_listed_and_reset() {
    AttemptBudget.Key eve = new AttemptBudget.Key("production", "acme", "second", "eve");
    attempts().claim(DANA, 4, LASTS).orElseThrow().settle(Ending.REFUSED);
    attempts().claim(DANA, 4, LASTS);
    attempts().claim(eve, 4, LASTS).orElseThrow().settle(Ending.LOCKED);
    attempts()
        .claim(new AttemptBudget.Key("production", "shop", "main", "eve"), 4, LASTS)
        .orElseThrow()
        .settle(Ending.ACCEPTED);

    assertThat(stored().list())
        .containsExactly(
            new AccountStanding("production", "acme", "main", 2, 1, "2026-03-02T12:00:00Z", false),
            new AccountStanding(
                "production", "acme", "second", 0, 0, "2026-03-02T12:00:00Z", true));

    assertThat(stored().reset("acme", Optional.of("second"))).isOne();
    assertThat(attempts().standing(eve)).isEqualTo(new Standing(0, false));
    assertThat(stored().reset("acme", Optional.empty())).isOne();
    assertThat(stored().list()).isEmpty();
    assertThat(stored().reset("acme", Optional.empty())).isZero();
  }

  @Test
  void an_attempt_that_ends_after_a_reset_counts() {
    var attempt = attempts().claim(DANA, 4, LASTS).orElseThrow();
    stored().reset("acme", Optional.empty());

    attempt.settle(Ending.REFUSED);

    assertThat(attempts().standing(DANA)).isEqualTo(new Standing(1, false));
  }

  @Test
  void a_later_run_knows_what_an_earlier_one_sent_and_cannot_release_it() {
    submissions().claim(ORDER);
    SubmissionStore later = (SubmissionStore) store().submissions(LATER, "run-2");
    later.release(ORDER);

    assertThat(later.claim(ORDER).held()).isFalse();
    assertThat(later.claim(ORDER).entry().run()).isEqualTo("run-1");
    assertThat(later.claim(ORDER).entry().at()).isEqualTo(NOON.instant());
  }

  @Test
  void a_person_settles_a_submission() {
    long id = submissions().claim(ORDER).entry().number().orElseThrow();
    assertThat(sent().list())
        .containsExactly(
            new StoredSubmission(
                id,
                StoredSubmission.State.UNCERTAIN,
                "production",
                "acme",
                "acme_networks",
                "order",
                Optional.empty(),
                "run-1",
                "2026-03-02T12:00:00Z",
                "",
                ""));

    assertThat(sent().settle(id, true, Optional.of("RMA-1"), "ann").orElseThrow())
        .extracting(
            StoredSubmission::state, StoredSubmission::reference, StoredSubmission::settledBy)
        .containsExactly(StoredSubmission.State.CONFIRMED, Optional.of("RMA-1"), "ann");
    assertThat(submissions().claim(ORDER).held()).isFalse();

    sent().settle(id, false, Optional.empty(), "ann");
    assertThat(submissions().claim(ORDER).held()).isTrue();
    assertThat(sent().list().get(0).state()).isEqualTo(StoredSubmission.State.UNCERTAIN);
    assertThat(sent().settle(id + 100, true, Optional.empty(), "ann")).isEmpty();
  }

  @Test
  void an_account_that_is_not_taken_anew_is_free_by_the_clock_of_the_one_who_asks() {
    store().leases(NOON, "run-1").take(DANA, "first");
    Clock before = Clock.offset(NOON, SessionLeases.LASTS.minusMillis(1));
    Clock then = Clock.offset(NOON, SessionLeases.LASTS);

    assertThat(store().leases(before, "run-2").take(DANA, "second"))
        .contains(new SessionLeases.Use("run-1", NOON.instant()));
    assertThat(store().leases(then, "run-2").take(DANA, "second")).isEmpty();
    assertThat(store().leases(then, "run-1").take(DANA, "first"))
        .contains(new SessionLeases.Use("run-2", then.instant()));
  }

  @Test
  void an_account_taken_anew_is_held_on_since_the_beginning() {
    Clock later = Clock.offset(NOON, SessionLeases.LASTS.minusMillis(1));
    store().leases(NOON, "run-1").take(DANA, "first");
    store().leases(later, "run-1").take(DANA, "first");

    Clock between = Clock.offset(NOON, SessionLeases.LASTS.plusMinutes(1));
    assertThat(store().leases(between, "run-2").take(DANA, "second"))
        .contains(new SessionLeases.Use("run-1", NOON.instant()));
  }

  @Test
  void codes_are_forgotten_after_a_day() {
    DatabaseStore store = (DatabaseStore) store();
    store.codes("run-1").claim(DANA, 1_000);
    store.codes("run-1").claim(DANA, 1_000 + 2_880);
    assertThat(store.keptCodes()).isEqualTo(2);

    store.codes("run-1").claim(DANA, 1_000 + 2_881);
    assertThat(store.keptCodes()).isEqualTo(2);
  }

  @Test
  void of_two_processes_exactly_one_holds_each_claim() throws Exception {
    int count = 25;
    List<String> got = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        processes.add(start(count));
      }
      List<BufferedReader> outputs =
          processes.stream().map(p -> p.inputReader(StandardCharsets.UTF_8)).toList();
      for (BufferedReader output : outputs) {
        assertThat(output.readLine()).isEqualTo("ready");
      }
      for (Process process : processes) {
        process.outputWriter(StandardCharsets.UTF_8).write("go\n");
        process.outputWriter(StandardCharsets.UTF_8).flush();
      }
      for (BufferedReader output : outputs) {
        output.lines().forEach(got::add);
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }

    assertThat(got)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, count)
                .boxed()
                .flatMap(
                    i -> Stream.of("submission " + i, "attempt " + i, "code " + i, "lease " + i))
                .toList());
    // They ended without giving anything back, as if killed.
    AttemptBudget.Key user = new AttemptBudget.Key("production", "acme", "main", "user 0");
    SessionLeases now = store().leases(Clock.systemUTC(), "run-3");
    assertThat(now.take(user, "third").orElseThrow().run()).startsWith("process ");
    Clock over = Clock.offset(Clock.systemUTC(), SessionLeases.LASTS);
    assertThat(store().leases(over, "run-3").take(user, "third")).isEmpty();
  }

  private Process start(int count) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(ClaimingProcess.class.getName());
    command.addAll(store().forProcesses());
    command.add(String.valueOf(count));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
