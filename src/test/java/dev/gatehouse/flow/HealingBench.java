package dev.gatehouse.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.locate.Healing;
import dev.gatehouse.locate.LearnedLocator;
import dev.gatehouse.locate.LearnedLocators;
import dev.gatehouse.locate.PageKind;
import dev.gatehouse.locate.PageSnapshot.Located;
import dev.gatehouse.locate.PortalMemory;
import dev.gatehouse.locate.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Learns the controls of each embedded portal's sign-in page, changes the page by seed as redesigns
 * do, and counts what is found again, healed rightly, healed wrongly and not found.
 */
final class HealingBench {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String MARK =
      "(text) => { const registry = window[Symbol.for('gatehouse')].elements;"
          + " registry.forEach((element, i) => element.setAttribute('data-truth', text + i));"
          + " return ''; }";

  private static final String TRUTHS =
      "(text) => JSON.stringify(window[Symbol.for('gatehouse')].elements.map((element) =>"
          + " element.getAttribute('data-trap') ? 'trap' : element.getAttribute('data-truth')"
          + " ?? 'added'))";

  private final Desk desk = new Desk();
  private final String mutate = resource("mutate.js");
  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private int healed;
  private int healedWrong;

  /** What is remembered does not change while a bench runs. */
  private record Fixed(PortalMemory memory) implements LearnedLocators {
    @Override
    public PortalMemory find(String environment, String portal) {
      return memory;
    }

    @Override
    public void learn(String environment, String portal, Map<Purpose, LearnedLocator> locators) {}

    @Override
    public long propose(
        String environment, String portal, Healing healing, Optional<byte[]> screenshot) {
      return 1;
    }

    @Override
    public void proved(long healing, int approveAfter) {}
  }

  /**
   * Runs the bench.
   *
   * @param args how many seeds, 200 unless said
   */
  public static void main(String[] args) {
    int seeds = args.length == 0 ? 200 : Integer.parseInt(args[0]);
    HealingBench bench = new HealingBench();
    try {
      bench.desk.sandbox.portals().forEach(portal -> bench.run(portal, seeds));
    } finally {
      bench.desk.close();
    }
    bench.print(seeds);
  }

  private void run(String portal, int seeds) {
    desk.reset();
    Visit plain = desk.visit(portal);
    Sighting seen = signInPage(plain);
    Map<String, String> truth = new LinkedHashMap<>();
    List<PortalMemory.Entry> learned = new ArrayList<>();
    controls(plain, seen)
        .forEach(
            (name, located) -> {
              truth.put(name, truthOf(located, located.control().index()));
              learned.add(
                  new PortalMemory.Entry(
                      learned.size() + 1L,
                      "sign-in",
                      name,
                      LearnedLocator.of(seen.page(), located)));
            });
    desk.learnIn(new Fixed(new PortalMemory(learned, List.of())));
    for (int seed = 1; seed <= seeds; seed++) {
      Visit visit = desk.visit(portal);
      signInPage(visit);
      for (FrameReading frame : visit.window().readFrames(MARK, "", PATIENCE)) {
        Objects.requireNonNull(frame);
      }
      List<FrameReading> changes =
          visit.window().readFrames(mutate, "{\"seed\": " + seed + "}", PATIENCE);
      Sighting changed = visit.sighting(Deadline.in(PATIENCE));
      judge(portal, seed, changes.get(0).value(), visit, changed, truth);
    }
  }

  private Sighting signInPage(Visit visit) {
    visit.open(visit.site().portal().login().page(), Deadline.in(PATIENCE));
    Deadline deadline = Deadline.in(PATIENCE);
    while (true) {
      Optional<Sighting> seen =
          visit.until(
              deadline,
              s ->
                  !s.busy() && (s.reading().asksToSignIn() || s.reading().signInLink().isPresent())
                      ? Optional.of(s)
                      : Optional.empty());
      Sighting page =
          seen.orElseThrow(
              () -> new IllegalStateException("no sign-in form at " + visit.window().address()));
      if (page.reading().asksToSignIn()) {
        return page;
      }
      visit.click(page, page.reading().signInLink().orElseThrow().located());
    }
  }

  private static Map<String, Located> controls(Visit visit, Sighting seen) {
    boolean identifierOnly = seen.reading().kind() == PageKind.IDENTIFIER_STEP;
    SignInControls controls = new SignInControls(visit, seen, identifierOnly);
    Map<String, Located> found = new LinkedHashMap<>();
    controls.identifier().ifPresent(l -> found.put("username", l));
    controls.password().ifPresent(l -> found.put("current-password", l));
    controls.submit().ifPresent(l -> found.put(identifierOnly ? "next" : "submit", l));
    return found;
  }

  private static String truthOf(Located located, int index) {
    return located.frame().reading().main() + " " + index;
  }

  private void judge(
      String portal,
      int seed,
      String changes,
      Visit visit,
      Sighting changed,
      Map<String, String> truth) {
    Map<String, Located> found = new HashMap<>();
    boolean healedOne = false;
    if (changed.reading().asksToSignIn()) {
      boolean identifierOnly = changed.reading().kind() == PageKind.IDENTIFIER_STEP;
      healedOne = new SignInControls(visit, changed, identifierOnly).changed();
      found.putAll(controls(visit, changed));
    }
    List<FrameReading> truths = visit.window().readFrames(TRUTHS, "", PATIENCE);
    for (Map.Entry<String, String> sought : truth.entrySet()) {
      Located located = found.get(sought.getKey());
      String verdict;
      if (located == null) {
        verdict = "not found";
        missed.add(
            "%s seed %d %s: page read as %s (%s)"
                .formatted(portal, seed, sought.getKey(), changed.reading().kind(), changes));
      } else {
        String is = truth(truths, located);
        boolean right = is.equals(sought.getValue());
        verdict = right ? "right" : is.endsWith("trap") ? "TRAP" : "WRONG";
        if (!right) {
          wrong.add(
              portal + " seed " + seed + " " + sought.getKey() + ": " + is + " (" + changes + ")");
        }
        healed += healedOne ? 1 : 0;
        healedWrong += healedOne && !right ? 1 : 0;
      }
      counts.computeIfAbsent(portal, p -> new TreeMap<>()).merge(verdict, 1, Integer::sum);
    }
  }

  private static String truth(List<FrameReading> truths, Located located) {
    String key = located.frame().reading().frame();
    String frame = key.substring(0, key.indexOf('#'));
    for (FrameReading reading : truths) {
      if (reading.frame().startsWith(frame + "#")) {
        try {
          String[] marks = new ObjectMapper().readValue(reading.value(), String[].class);
          return reading.main() + " " + marks[located.control().index()];
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return "gone";
  }

  private void print(int seeds) {
    System.out.printf("%d changes of each sign-in page%n", seeds);
    Map<String, Integer> all = new TreeMap<>();
    counts.forEach(
        (portal, verdicts) -> {
          System.out.printf("%-14s %s%n", portal, verdicts);
          verdicts.forEach((verdict, count) -> all.merge(verdict, count, Integer::sum));
        });
    int total = all.values().stream().mapToInt(i -> i).sum();
    int right = all.getOrDefault("right", 0);
    int bad = all.getOrDefault("WRONG", 0) + all.getOrDefault("TRAP", 0);
    System.out.printf(
        "recall %.2f %% (%d of %d), wrong %.3f %% (%d), honeypots %d, on pages with a healing %d"
            + " right and %d wrong%n",
        100.0 * right / total,
        right,
        total,
        100.0 * bad / total,
        bad,
        all.getOrDefault("TRAP", 0),
        healed - healedWrong,
        healedWrong);
    wrong.forEach(System.out::println);
    missed.stream().limit(30).forEach(System.out::println);
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(HealingBench.class.getResourceAsStream("/bench/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^//.*\n", "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
