package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.learned.LocatorStore;
import dev.gatehouse.learned.StoredHealing;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.PersonReason;
import dev.gatehouse.portal.Form;
import dev.gatehouse.storage.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of controls that are no longer where they were learned to be. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealingIT {

  private static final Map<String, String> RETURN =
      Map.of(
          "invoice-number", "INV-2026-00417",
          "sku", "SW-24P-POE",
          "quantity", "1",
          "reason", "Damaged in transit",
          "comment", "The box was crushed");

  private final Desk desk = new Desk();
  private LocatorStore store = newStore(Path.of("replaced"));

  @BeforeEach
  void startAfresh(@TempDir Path folder) {
    desk.reset();
    store = newStore(folder.resolve("gatehouse.db"));
    desk.learnIn(store);
  }

  private LocatorStore newStore(Path file) {
    return new LocatorStore(() -> Database.open(file), desk.clock, "run-1");
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private List<StoredHealing> healings() {
    return store.healings(Optional.empty());
  }

  private Form returns() {
    return desk.form("td_synnex", "return_request");
  }

  private Outcome submitReturn() {
    Visit visit = desk.signedIn("td_synnex");
    assertOutcome(desk.flows().fill(visit, returns(), RETURN)).isDone();
    return desk.flows().submit(visit, returns(), "acme_networks", RETURN);
  }

  @Test
  void what_signing_in_used_is_learned_and_found_again() {
    desk.signedIn("td_synnex");

    assertThat(store.find("sandbox", "td_synnex").learned())
        .extracting(e -> e.flow() + " " + e.purpose())
        .containsExactly("sign-in username", "sign-in current-password", "sign-in submit");

    desk.signedIn("td_synnex");
    assertThat(healings()).isEmpty();
    assertThat(store.find("sandbox", "td_synnex").learned()).hasSize(3);
  }

  @Test
  void signing_in_goes_through_a_clear_healing_and_proposes_it() {
    desk.signedIn("td_synnex");
    desk.sandbox.disguise("td_synnex", 1);

    Visit visit = desk.visit("td_synnex");
    Outcome outcome = desk.flows().signIn(visit, desk.account("td_synnex", "main"));

    assertOutcome(outcome).isDone();
    System.err.println(outcome);
    healings().forEach(System.err::println);
    assertThat(healings()).isNotEmpty();
    assertThat(visit.healings()).hasSameSizeAs(healings());
  }

  @Test
  void a_form_is_not_submitted_through_a_healing_before_a_person_approved_it() {
    assertOutcome(submitReturn()).isDone();
    desk.reset();
    desk.learnIn(store);
    desk.sandbox.disguise("td_synnex", 1);

    Outcome outcome = submitReturn();
    System.err.println(outcome);

    assertOutcome(outcome).needsPersonFor(PersonReason.HEALING);
    assertThat(desk.sandbox.count("td_synnex", "POST", "/returns")).isZero();

    StoredHealing submit =
        healings().stream()
            .filter(h -> h.purpose().equals("submit") && h.flow().equals("form return_request"))
            .findFirst()
            .orElseThrow();
    store.decide(submit.id(), true, "Ann");
    healings().forEach(System.err::println);
    assertOutcome(submitReturn()).isDone();
    assertThat(desk.sandbox.count("td_synnex", "POST", "/returns")).isEqualTo(1);
  }
}
