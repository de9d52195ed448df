package dev.gatehouse.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.locate.Anchor;
import dev.gatehouse.locate.Fingerprint;
import dev.gatehouse.locate.Healing;
import dev.gatehouse.locate.LearnedLocator;
import dev.gatehouse.locate.PortalMemory;
import dev.gatehouse.locate.Purpose;
import dev.gatehouse.locate.RiskTier;
import dev.gatehouse.storage.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocatorStoreTest {

  private static final Purpose SUBMIT = new Purpose("sign-in", "submit", RiskTier.SIGN_IN);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder = Path.of("replaced");
  private LocatorStore store = store(folder);

  @BeforeEach
  void open() {
    store = store(folder);
  }

  private static LocatorStore store(Path folder) {
    return new LocatorStore(() -> Database.open(folder.resolve("gatehouse.db")), NOON, "run-1");
  }

  private static LearnedLocator button(String id) {
    return new LearnedLocator(
        new Anchor(Anchor.Kind.ID, id),
        new Fingerprint(new TreeMap<>(Map.of("tag", "button", "id", id))),
        "button \"" + id + "\"");
  }

  private static Healing healing(String id) {
    return new Healing(
        SUBMIT, button("go").describe(), button(id), 96.4, Optional.of("link \"Help\""), 12);
  }

  private List<LearnedLocator> learned() {
    return store.find("sandbox", "desk").learned().stream()
        .map(PortalMemory.Entry::locator)
        .toList();
  }

  @Test
  void what_was_learned_first_stays() {
    store.learn("sandbox", "desk", Map.of(SUBMIT, button("go")));
    store.learn("sandbox", "desk", Map.of(SUBMIT, button("other")));

    assertThat(learned()).containsExactly(button("go"));
    assertThat(store.find("production", "desk")).isEqualTo(PortalMemory.EMPTY);
    assertThat(store.find("sandbox", "fibre")).isEqualTo(PortalMemory.EMPTY);
  }

  @Test
  void a_healing_found_again_is_counted_and_not_kept_twice() {
    long first = store.propose("sandbox", "desk", healing("run"), Optional.of(new byte[] {1}));
    long second = store.propose("sandbox", "desk", healing("run"), Optional.empty());

    assertThat(second).isEqualTo(first);
    assertThat(store.healings(Optional.of("desk")))
        .containsExactly(
            new StoredHealing(
                first,
                "sandbox",
                "desk",
                "sign-in",
                "submit",
                StoredHealing.State.PROPOSED,
                "button \"go\" by id \"go\"",
                "button \"run\" by id \"run\"",
                96,
                Optional.of("link \"Help\""),
                12,
                "run-1",
                2,
                0,
                "2026-03-02T12:00:00Z",
                "",
                "",
                true));
    assertThat(store.screenshot(first)).contains(new byte[] {1});
    assertThat(store.healings(Optional.of("fibre"))).isEmpty();
  }

  @Test
  void what_is_approved_takes_the_place_of_what_was_learned() {
    store.learn("sandbox", "desk", Map.of(SUBMIT, button("go")));
    long id = store.propose("sandbox", "desk", healing("run"), Optional.empty());

    StoredHealing decided = store.decide(id, true, "Ann").orElseThrow();

    assertThat(decided.state()).isEqualTo(StoredHealing.State.APPROVED);
    assertThat(decided.decidedBy()).isEqualTo("Ann");
    assertThat(learned()).containsExactly(button("run"));
  }

  @Test
  void what_is_rejected_is_remembered_and_may_be_approved_after_all() {
    store.learn("sandbox", "desk", Map.of(SUBMIT, button("go")));
    long id = store.propose("sandbox", "desk", healing("run"), Optional.empty());

    store.decide(id, false, "Ann");

    assertThat(learned()).containsExactly(button("go"));
    assertThat(store.find("sandbox", "desk").rejected())
        .containsExactly(new PortalMemory.Entry(id, "sign-in", "submit", button("run")));

    store.decide(id, true, "Bob");
    assertThat(learned()).containsExactly(button("run"));
    assertThat(store.find("sandbox", "desk").rejected()).isEmpty();
  }

  @Test
  void what_was_approved_may_be_rejected_after_all_and_the_former_is_back() {
    store.learn("sandbox", "desk", Map.of(SUBMIT, button("go")));
    long id = store.propose("sandbox", "desk", healing("run"), Optional.empty());
    store.decide(id, true, "Ann");

    store.decide(id, false, "Bob");

    assertThat(learned()).containsExactly(button("go"));
    assertThat(store.find("sandbox", "desk").rejected()).hasSize(1);
  }

  @Test
  void a_healing_becomes_permanent_by_itself_only_where_that_is_asked_for() {
    long never = store.propose("sandbox", "desk", healing("run"), Optional.empty());
    IntStream.range(0, 5).forEach(i -> store.proved(never, 0));
    long twice = store.propose("sandbox", "fibre", healing("run"), Optional.empty());
    store.proved(twice, 2);

    assertThat(store.healings(Optional.empty()))
        .allMatch(h -> h.state() == StoredHealing.State.PROPOSED);

    store.proved(twice, 2);
    assertThat(store.healings(Optional.of("fibre")))
        .allMatch(h -> h.state() == StoredHealing.State.APPROVED)
        .allMatch(h -> h.decidedBy().equals("proven 2 times"));
  }

  // A race shows itself now and then only.
  @RepeatedTest(5)
  void two_runs_at_once_lose_nothing() throws Exception {
    int runs = 4;
    int each = 10;
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    try {
      List<Future<Boolean>> done =
          threads.invokeAll(
              IntStream.range(0, runs)
                  .<Callable<Boolean>>mapToObj(run -> () -> workAsRun(run, each))
                  .toList());
      for (Future<Boolean> one : done) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(store.find("sandbox", "desk").learned()).hasSize(runs * each + 1);
    assertThat(store.healings(Optional.of("desk")))
        .singleElement()
        .satisfies(h -> assertThat(h.seen()).isEqualTo(runs * each));
  }

  // A store of its own, so connections of its own, as another process has.
  private boolean workAsRun(int run, int times) {
    LocatorStore own = store(folder);
    for (int i = 0; i < times; i++) {
      Purpose purpose = new Purpose("form a", "field-" + run + "-" + i, RiskTier.FILL);
      own.learn("sandbox", "desk", Map.of(purpose, button("f"), SUBMIT, button("go")));
      own.propose("sandbox", "desk", healing("run"), Optional.empty());
    }
    return true;
  }
}
