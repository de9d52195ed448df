package dev.gatehouse.flow;

import dev.gatehouse.locate.Candidate;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The controls of a page that asks for a one-time code: those learned, else those recognised. */
final class CodeControls {

  private static final Purpose SEND =
      new Purpose(SignInControls.FLOW, "submit-code", RiskTier.SIGN_IN);

  private final JudgedControls controls;
  private final List<Purpose> fields = new ArrayList<>();

  CodeControls(Visit visit, Sighting seen) {
    this.controls = new JudgedControls(visit, seen);
    List<Located> found = seen.reading().code().stream().map(Candidate::located).toList();
    for (int i = 0; i < found.size(); i++) {
      String number = found.size() == 1 ? "" : "-" + (i + 1);
      Purpose purpose =
          new Purpose(SignInControls.FLOW, "one-time-code" + number, RiskTier.SIGN_IN);
      fields.add(purpose);
      controls.judge(
          purpose,
          found.get(i),
          // One field for each digit: each is no rival of the next.
          l -> l.control().isTextField() && (found.size() == 1 || !found.contains(l)),
          Intent.ONE_TIME_CODE);
    }
    seen.reading()
        .submit()
        .ifPresent(c -> SignInControls.judgeSend(controls, SEND, c.located(), l -> true));
  }

  /** Returns what is judged, to be noted when used. */
  JudgedControls judged() {
    return controls;
  }

  /** Returns the fields: one, or one for each digit, in their order. */
  List<Located> fields() {
    return fields.stream().map(controls::control).flatMap(Optional::stream).toList();
  }

  Optional<Located> submit() {
    return controls.control(SEND);
  }
}
