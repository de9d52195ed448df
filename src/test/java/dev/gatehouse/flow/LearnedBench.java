package dev.gatehouse.flow;

import dev.gatehouse.learned.LocatorStore;
import dev.gatehouse.locate.LearnedLocators;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signs in to an unchanged portal with its locators pinned by the definition and with them learned,
 * in turn, and prints the wall time of both. See docs/benchmark.md.
 */
final class LearnedBench {

  private static final String PORTAL = "td_synnex";
  private static final String PINNED =
      """
      address: sandbox:td_synnex
      login: { page: /login }
      locators:
        username: "input[name='ctl00$Main$txtUser']"
        current-password: "input[name='ctl00$Main$txtPassword']"
        submit: "input[name='ctl00$Main$btnSignIn']"
      """;

  private final Desk desk = new Desk();

  private LearnedBench() {}

  /**
   * Runs the bench.
   *
   * @param args how many pairs of logins, 40 unless said
   */
  public static void main(String[] args) throws IOException {
    int pairs = args.length == 0 ? 40 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("learned");
    LearnedBench bench = new LearnedBench();
    try {
      bench.run(pairs, folder.resolve("gatehouse.db"));
    } finally {
      bench.desk.close();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private void run(int pairs, Path database) {
    Portal plain = desk.portal(PORTAL);
    LocatorStore store = new LocatorStore(() -> Database.open(database), desk.clock, "bench");
    Portal pinned = desk.define(PORTAL, PINNED);
    List<Double> withPins = new ArrayList<>();
    List<Double> learned = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    // The first five pairs warm up browser, server and Java.
    for (int i = -5; i < pairs; i++) {
      boolean pinsFirst = i % 2 == 0;
      double first = pinsFirst ? millis(pinned, LearnedLocators.none()) : millis(plain, store);
      double second = pinsFirst ? millis(plain, store) : millis(pinned, LearnedLocators.none());
      if (i >= 0) {
        withPins.add(pinsFirst ? first : second);
        learned.add(pinsFirst ? second : first);
        ratios.add(pinsFirst ? second / first : first / second);
      }
    }
    print("pinned ms", withPins);
    print("learned ms", learned);
    print("ratio of a pair", ratios);
    System.out.printf("ratio of the medians %.3f%n", median(learned) / median(withPins));
  }

  private double millis(Portal portal, LearnedLocators locators) {
    desk.redefine(portal);
    desk.learnIn(locators);
    Visit visit = desk.visit(PORTAL);
    long begun = System.nanoTime();
    Outcome outcome = desk.flows().signIn(visit, desk.account(PORTAL, "main"));
    double took = (System.nanoTime() - begun) / 1e6;
    if (!outcome.succeeded() || !visit.healings().isEmpty()) {
      throw new AssertionError(outcome + " " + visit.healings());
    }
    return took;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  private static void print(String name, List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    System.out.printf(
        "%-16s median %.3f, quartiles %.3f to %.3f, all %.3f to %.3f%n",
        name,
        median(sorted),
        sorted.get(sorted.size() / 4),
        sorted.get(sorted.size() * 3 / 4),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }
}
