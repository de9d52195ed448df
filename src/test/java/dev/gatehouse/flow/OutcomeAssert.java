package dev.gatehouse.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.Outcome.Done;
import dev.gatehouse.outcome.Outcome.Failed;
import dev.gatehouse.outcome.Outcome.NeedsPerson;
import dev.gatehouse.outcome.PersonReason;
import java.util.List;

/** Says of outcomes what tests expect of them, with the whole outcome when they differ. */
final class OutcomeAssert {

  private final Outcome outcome;

  private OutcomeAssert(Outcome outcome) {
    this.outcome = outcome;
  }

  static OutcomeAssert assertOutcome(Outcome outcome) {
    return new OutcomeAssert(outcome);
  }

  OutcomeAssert isDone() {
    assertThat(outcome).isInstanceOf(Done.class);
    return this;
  }

  OutcomeAssert failedAs(FailureKind kind) {
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).kind()).as("%s", outcome).isEqualTo(kind);
    return this;
  }

  OutcomeAssert needsPersonFor(PersonReason reason) {
    assertThat(outcome).isInstanceOf(NeedsPerson.class);
    assertThat(((NeedsPerson) outcome).reason()).as("%s", outcome).isEqualTo(reason);
    return this;
  }

  OutcomeAssert saying(String message) {
    assertThat(outcome.message()).isEqualTo(message);
    return this;
  }

  OutcomeAssert sayingThat(String part) {
    assertThat(outcome.message()).contains(part);
    return this;
  }

  OutcomeAssert at(String address) {
    assertThat(outcome.evidence().address()).as("%s", outcome).isEqualTo(address);
    return this;
  }

  OutcomeAssert observing(String... observations) {
    assertThat(outcome.evidence().observations()).contains(observations);
    return this;
  }

  OutcomeAssert withoutAny(List<String> secrets) {
    secrets.forEach(secret -> assertThat(outcome.toString()).doesNotContain(secret));
    return this;
  }
}
