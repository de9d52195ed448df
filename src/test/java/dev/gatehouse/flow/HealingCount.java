package dev.gatehouse.flow;

import dev.gatehouse.flow.HealingScenes.Scene;
import dev.gatehouse.flow.HealingScenes.Target;
import dev.gatehouse.locate.Fingerprint;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.RiskTier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What became of every control on every changed page. Thread-safe. */
final class HealingCount {

  /** One page changed by one seed. */
  record Trial(Scene scene, int seed, String changes, Sighting plain, Sighting changed) {
    String describe(String name) {
      return "%s, %s, seed %d, %s".formatted(scene.portal(), scene.page(), seed, name);
    }
  }

  private static final List<String> IDENTIFYING =
      List.of("label", "text", "name", "id", "test-id", "autocomplete", "placeholder", "href");

  private static final int MOST_TOLD = 60;

  private static final class Tally {
    int right;
    int healed;
    int missed;
    int wrong;
    int traps;

    int sought() {
      return right + missed + wrong + traps;
    }

    String recall() {
      return String.format(
          Locale.ROOT, "%6.2f %% of %d", 100.0 * right / Math.max(1, sought()), sought());
    }

    String precision() {
      int acted = right + wrong + traps;
      return String.format(Locale.ROOT, "%.3f %%", 100.0 * right / Math.max(1, acted));
    }
  }

  private final Map<String, Tally> pages = new TreeMap<>();
  private final Map<RiskTier, Tally> tiers = new TreeMap<>();
  private final Map<String, Integer> blamed = new HashMap<>();
  private final Map<String, Integer> happened = new HashMap<>();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private int gone;
  private int twins;
  private int scenes;
  private int controls;

  synchronized void scene(Scene scene, Set<String> sought) {
    scenes++;
    controls += sought.size();
    System.out.printf("%s, %s: %s%n", scene.portal(), scene.page(), sought);
  }

  /**
   * Adds a control.
   *
   * @param before what was acted on before the change
   * @param right the marks of what is right
   * @param found what would be acted on now
   * @param is the mark of that
   * @param marks the mark of any control of the changed page
   */
  synchronized void add(
      Trial trial,
      String name,
      Target before,
      Set<String> right,
      Optional<Target> found,
      Optional<String> is,
      Function<Located, String> marks) {
    Arrays.stream(trial.changes().split(" ", -1)).forEach(c -> happened.merge(c, 1, Integer::sum));
    List<Tally> tallies = List.of(page(trial), tier(before.tier()));
    if (is.isPresent() && right.contains(is.get())) {
      boolean healed = found.orElseThrow().how().equals("Healed");
      tallies.forEach(t -> t.right++);
      tallies.forEach(t -> t.healed += healed ? 1 : 0);
    } else if (is.isPresent()) {
      tellWrong(trial, name, is.get(), found.orElseThrow(), tallies);
    } else {
      tallies.forEach(t -> t.missed++);
      blame(trial.changes());
      String why =
          found
              .map(Target::how)
              .orElseGet(() -> "nothing found, page read as " + trial.changed().reading().kind());
      reasons.merge(why.replaceFirst(" .*", "") + " " + name, 1, Integer::sum);
      String state = state(trial, before.located().orElseThrow(), right, marks);
      missed.add("%s: %s%s (%s)".formatted(trial.describe(name), why, state, trial.changes()));
    }
  }

  /** Adds a control found on a page where it is not. */
  synchronized void notMeantHere(Trial trial, String name, Target found, String is) {
    tellWrong(
        trial,
        name + ", which is not on this page",
        is,
        found,
        List.of(page(trial), tier(found.tier())));
  }

  private void tellWrong(Trial trial, String name, String is, Target found, List<Tally> tallies) {
    boolean trap = is.endsWith("trap");
    tallies.forEach(t -> t.traps += trap ? 1 : 0);
    tallies.forEach(t -> t.wrong += trap ? 0 : 1);
    wrong.add(
        "%s: took %s, %s (%s)"
            .formatted(
                trial.describe(name),
                is,
                found.located().orElseThrow().control().describe() + " " + found.how(),
                trial.changes()));
  }

  private void blame(String changes) {
    Arrays.stream(changes.split(" ", -1)).forEach(change -> blamed.merge(change, 1, Integer::sum));
  }

  // Nothing it was known by is left, or something else is as much like it.
  private String state(
      Trial trial, Located before, Set<String> right, Function<Located, String> marks) {
    Fingerprint was = Fingerprint.of(before);
    Optional<Located> now =
        trial.changed().page().usable().filter(l -> right.contains(marks.apply(l))).findFirst();
    if (now.isEmpty()) {
      return " [not usable]";
    }
    Fingerprint is = Fingerprint.of(now.get());
    boolean nothingLeft =
        IDENTIFYING.stream()
            .noneMatch(
                key ->
                    was.attributes().containsKey(key)
                        && was.attributes().get(key).equals(is.attributes().get(key)));
    boolean twin =
        trial
            .changed()
            .page()
            .usable()
            .filter(l -> !right.contains(marks.apply(l)))
            .anyMatch(l -> was.agreement(Fingerprint.of(l)) >= was.agreement(is));
    gone += nothingLeft ? 1 : 0;
    twins += twin && !nothingLeft ? 1 : 0;
    return (nothingLeft ? " [identity gone]" : "") + (twin ? " [twin]" : "");
  }

  private Tally page(Trial trial) {
    return pages.computeIfAbsent(
        trial.scene().portal() + ", " + trial.scene().page(), p -> new Tally());
  }

  private Tally tier(RiskTier tier) {
    return tiers.computeIfAbsent(tier, t -> new Tally());
  }

  /** Returns whether nothing was healed wrongly and no honeypot filled. */
  synchronized boolean isClean() {
    return wrong.isEmpty();
  }

  /** Returns what was taken wrongly, a line each. */
  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Returns the share of the controls found, 0 to 1. */
  synchronized double recall() {
    Tally all = all();
    return (double) all.right / Math.max(1, all.sought());
  }

  private Tally all() {
    Tally all = new Tally();
    tiers
        .values()
        .forEach(
            t -> {
              all.right += t.right;
              all.healed += t.healed;
              all.missed += t.missed;
              all.wrong += t.wrong;
              all.traps += t.traps;
            });
    return all;
  }

  /** Returns everything counted, as text. */
  synchronized String report(int seeds) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%d pages with %d controls, each changed %d times%n".formatted(scenes, controls, seeds));
    pages.forEach((page, tally) -> line(out, page, tally));
    tiers.forEach((tier, tally) -> line(out, "risk " + tier, tally));
    line(out, "all", all());
    out.append(
        "misses where nothing it was known by is left: %d; where something else is as like it: %d%n"
            .formatted(gone, twins));
    out.append("misses by change, of how often it was made:");
    blamed.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(
            e ->
                out.append(
                    " %s %d/%d".formatted(e.getKey(), e.getValue(), happened.get(e.getKey()))));
    out.append(String.format("%nmisses by reason: %s%n", reasons));
    wrong.stream().limit(MOST_TOLD).forEach(w -> out.append("WRONG ").append(w).append('\n'));
    missed.stream()
        .limit(MOST_TOLD * 5L)
        .forEach(m -> out.append("missed ").append(m).append('\n'));
    return out.toString();
  }

  private static void line(StringBuilder out, String name, Tally tally) {
    out.append(
        "%-34s recall %s, precision %s, healed %d, wrong %d, honeypots %d%n"
            .formatted(
                name, tally.recall(), tally.precision(), tally.healed, tally.wrong, tally.traps));
  }
}
