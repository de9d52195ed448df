package dev.gatehouse.flow;

import static dev.gatehouse.flow.OutcomeAssert.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Portals whose pages have other ids, classes, order and words: their definitions need no change.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedesignIT {

  private static final int REDESIGNS = Integer.getInteger("redesigns", 3);

  private final Desk desk = new Desk();

  @BeforeEach
  void startAfresh() {
    desk.reset();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  Stream<Arguments> everyPortalRedesigned() {
    return desk.sandbox.portals().stream()
        .flatMap(
            portal ->
                IntStream.rangeClosed(1, REDESIGNS).mapToObj(seed -> Arguments.of(portal, seed)));
  }

  @ParameterizedTest
  @MethodSource("everyPortalRedesigned")
  void signing_in_and_out_works_in_every_dress(String portal, int seed) {
    desk.sandbox.disguise(portal, seed);

    Visit visit = desk.visit(portal);
    assertOutcome(desk.flows().signIn(visit, desk.account(portal, "main"))).isDone();
    assertOutcome(desk.flows().proveSession(visit, desk.account(portal, "main"))).isDone();
    assertOutcome(desk.flows().signOut(visit, Optional.empty())).isDone();

    Outcome proof = desk.flows().proveSession(visit, desk.account(portal, "main"));
    assertOutcome(proof).failedAs(FailureKind.SESSION_EXPIRED);
    String site = portal.equals("ingram_micro") ? "ingram_sso" : portal;
    assertThat(desk.sandbox.counts(site).entrySet())
        .filteredOn(e -> e.getKey().matches("POST /(login|login/frame|api/login|authorize)"))
        .allSatisfy(e -> assertThat(e.getValue()).isEqualTo(1));
  }
}
