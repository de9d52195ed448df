package dev.gatehouse.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.flow.HealingScenes.Scene;
import dev.gatehouse.flow.HealingScenes.Target;
import dev.gatehouse.locate.PageSnapshot;
import dev.gatehouse.locate.PageSnapshot.Located;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Has every page of the embedded portals on which something is acted learned, changes it by seed as
 * redesigns do, and counts what is found again, healed rightly, healed wrongly and not found. A
 * change is taken back before the next, so that a page is opened once.
 */
final class HealingBench {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CHECK_EVERY = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MARK = resource("mark.js");
  private static final String MUTATE = resource("mutate.js");
  private static final String RESTORE = resource("restore.js");

  private final int seeds;
  private final HealingCount count = new HealingCount();

  private HealingBench(int seeds) {
    this.seeds = seeds;
  }

  /**
   * Runs the bench.
   *
   * @param args how many seeds, 200 unless said, then the portals, all unless named
   */
  public static void main(String[] args) throws InterruptedException {
    int seeds = args.length == 0 ? 200 : Integer.parseInt(args[0]);
    List<String> named = args.length < 2 ? List.of() : List.of(args).subList(1, args.length);
    long begun = System.nanoTime();
    HealingBench bench = new HealingBench(seeds);
    // A bench of many seeds may be stopped early: what it counted so far is told then, too.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.print(bench.count.report(seeds));
                  System.out.printf("%d s%n", (System.nanoTime() - begun) / 1_000_000_000);
                }));
    bench.run(named, 2);
    if (!bench.count.isClean()) {
      System.exit(1);
    }
  }

  /** Runs the bench on some portals, or on all when none is named, so many at a time. */
  static HealingCount run(int seeds, List<String> named, int atOnce) throws InterruptedException {
    HealingBench bench = new HealingBench(seeds);
    bench.run(named, atOnce);
    return bench.count;
  }

  private void run(List<String> named, int atOnce) throws InterruptedException {
    Queue<String> portals = new ConcurrentLinkedQueue<>(named);
    if (named.isEmpty()) {
      try (Desk desk = new Desk()) {
        portals.addAll(desk.sandbox.portals());
      }
    }
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    List<Thread> threads =
        IntStream.range(0, atOnce).mapToObj(i -> new Thread(() -> work(portals, thrown))).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (!thrown.isEmpty()) {
      throw new AssertionError("The bench broke", thrown.peek());
    }
  }

  private void work(Queue<String> portals, Queue<Throwable> thrown) {
    try (Desk desk = new Desk()) {
      for (String portal = portals.poll(); portal != null; portal = portals.poll()) {
        HealingScenes.play(desk, portal, this::play);
      }
    } catch (RuntimeException | Error e) {
      thrown.add(e);
    }
  }

  private void play(Scene scene) {
    Sighting plain = look(scene.visit());
    int fingerprint = plain.page().fingerprint();
    Map<String, Target> targets = scene.find().apply(scene.visit(), plain);
    scene.visit().window().readFrames(MARK, "", PATIENCE);
    Map<String, Set<String>> truth = new LinkedHashMap<>();
    targets.forEach(
        (name, target) ->
            target.located().ifPresent(located -> truth.put(name, places(plain.page(), located))));
    count.scene(scene, truth.keySet());
    for (int seed = 1; seed <= seeds; seed++) {
      List<FrameReading> changes =
          scene.visit().window().readFrames(MUTATE, "{\"seed\": " + seed + "}", PATIENCE);
      Sighting changed = look(scene.visit());
      Map<String, Target> found = scene.find().apply(scene.visit(), changed);
      Map<String, List<String>> truths = truths(scene.visit());
      Map<String, String> is = new LinkedHashMap<>();
      found.forEach(
          (name, target) -> target.located().ifPresent(l -> is.put(name, truthOf(truths, l))));
      HealingCount.Trial trial =
          new HealingCount.Trial(scene, seed, changes.get(0).value(), plain, changed);
      truth.forEach(
          (name, right) ->
              count.add(
                  trial,
                  name,
                  Objects.requireNonNull(targets.get(name)),
                  right,
                  Optional.ofNullable(found.get(name)),
                  Optional.ofNullable(is.get(name)),
                  located -> truthOf(truths, located)));
      is.forEach(
          (name, what) -> {
            if (!truth.containsKey(name)) {
              count.notMeantHere(trial, name, Objects.requireNonNull(found.get(name)), what);
            }
          });
      if (seed % CHECK_EVERY == 0 && look(scene.visit()).page().fingerprint() != fingerprint) {
        throw new AssertionError(
            scene.portal() + " " + scene.page() + " is not as it was before seed " + seed);
      }
    }
  }

  /** The page as it is now, held for a page at rest. */
  private static Sighting look(Visit visit) {
    PageSnapshot page =
        visit.locator().snapshot(visit.window(), visit.site().portal().locators(), PATIENCE);
    return new Sighting(
        visit.window(),
        page,
        visit.locator().read(page),
        List.of(),
        List.of(),
        false,
        false,
        Duration.ofMinutes(1),
        false);
  }

  // Any radio button of a group is as good as another: the group is meant.
  private static Set<String> places(PageSnapshot page, Located located) {
    Set<String> places = new LinkedHashSet<>();
    dev.gatehouse.locate.FieldMatcher.place(page, located)
        .controls()
        .forEach(l -> places.add(frame(l.frame().reading()) + " " + l.control().index()));
    return places;
  }

  private static String frame(FrameReading reading) {
    return reading.frame().substring(0, reading.frame().indexOf('#'));
  }

  private static Map<String, List<String>> truths(Visit visit) {
    Map<String, List<String>> truths = new LinkedHashMap<>();
    for (FrameReading reading : visit.window().readFrames(RESTORE, "", PATIENCE)) {
      try {
        truths.put(frame(reading), List.of(JSON.readValue(reading.value(), String[].class)));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return truths;
  }

  private static String truthOf(Map<String, List<String>> truths, Located located) {
    String frame = frame(located.frame().reading());
    List<String> marks = truths.getOrDefault(frame, List.of());
    int index = located.control().index();
    return frame + " " + (index < marks.size() ? marks.get(index) : "gone");
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
