package dev.gatehouse.cli;

import dev.gatehouse.app.Healings;
import dev.gatehouse.app.Settings;
import dev.gatehouse.learned.StoredHealing;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Decides on healings, and says what was decided. */
final class LocatorDecision {

  private final Healings healings;
  private final CommandLine command;

  LocatorDecision(Settings settings, CommandLine command) {
    this.healings = new Healings(settings);
    this.command = command;
  }

  /**
   * Decides.
   *
   * @param ids which; none with {@code all}
   * @param portal only this portal's, with {@code all}
   */
  int decide(boolean approve, List<Long> ids, boolean all, Optional<String> portal) {
    if (all == !ids.isEmpty() || (portal.isPresent() && !all)) {
      throw new ParameterException(
          command,
          "Expected either the numbers of healings or --all, which --portal may narrow; gatehouse"
              + " locator list shows them.");
    }
    List<Long> chosen = all ? waiting(portal) : ids;
    PrintWriter out = command.getOut();
    if (chosen.isEmpty()) {
      out.println("No healing waits for approval.");
      out.flush();
      return ExitCode.NOTHING_MATCHED;
    }
    requireAll(chosen);
    for (long id : chosen) {
      StoredHealing decided = healings.decide(id, approve).orElseThrow();
      out.printf(
          "%s %d: %s (%s) at %s is %s%s.%n",
          approve ? "Approved" : "Rejected",
          id,
          decided.purpose(),
          decided.flow(),
          decided.portal(),
          approve ? "" : "not ",
          decided.after());
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private List<Long> waiting(Optional<String> portal) {
    return healings.list(portal).stream()
        .filter(healing -> healing.state() == StoredHealing.State.PROPOSED)
        .map(StoredHealing::id)
        .sorted()
        .toList();
  }

  // Either all are decided on, or none: a typing mistake shall not leave half of them done.
  private void requireAll(List<Long> ids) {
    List<Long> known = healings.list(Optional.empty()).stream().map(StoredHealing::id).toList();
    List<Long> unknown = new ArrayList<>(ids);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          command,
          "There is no healing "
              + unknown.get(0)
              + "; nothing was decided. gatehouse locator list shows those there are.");
    }
  }
}
