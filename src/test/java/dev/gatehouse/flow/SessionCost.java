package dev.gatehouse.flow;

import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.sandbox.Sandbox;
import dev.gatehouse.secret.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What being signed in costs at each embedded portal: cold, by signing in, and warm, by a session
 * that was kept. Prints median wall times and the pages the portal was asked for.
 */
final class SessionCost {

  private final Desk desk = new Desk();
  private final int rounds;

  private SessionCost(int rounds) {
    this.rounds = rounds;
  }

  /**
   * Runs the bench.
   *
   * @param args how many rounds, 15 unless said
   */
  public static void main(String[] args) {
    SessionCost cost = new SessionCost(args.length == 0 ? 15 : Integer.parseInt(args[0]));
    try {
      cost.run();
    } finally {
      cost.desk.close();
    }
  }

  /** Returns how many pages were asked for between two counts: no assets, no calls of scripts. */
  static int pages(Map<String, Integer> before, Map<String, Integer> after) {
    return after.entrySet().stream()
        .filter(request -> !request.getKey().matches("\\w+ /(assets|api)/.*"))
        .mapToInt(request -> request.getValue() - before.getOrDefault(request.getKey(), 0))
        .sum();
  }

  private void run() {
    System.out.printf(
        "%-14s %9s %9s %7s %11s %11s%n",
        "portal", "cold ms", "warm ms", "ratio", "cold pages", "warm pages");
    for (String portal : desk.sandbox.portals()) {
      print(portal);
    }
  }

  private void print(String portal) {
    Account account = desk.account(portal, "main");
    List<Double> cold = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    List<Integer> coldPages = new ArrayList<>();
    List<Integer> warmPages = new ArrayList<>();
    // The first two rounds warm up browser, server and Java.
    for (int i = -2; i < rounds; i++) {
      desk.reset();
      Timed first = timed(portal, desk.visit(portal), true, account);
      String state = desk.flows().keptState(desk.visit(portal).site(), account).orElseThrow();
      Visit kept = desk.visit(portal, SessionOptions.PLAIN.withState(state));
      Timed second = timed(portal, kept, false, account);
      if (i >= 0) {
        cold.add(first.millis());
        warm.add(second.millis());
        coldPages.add(first.pages());
        warmPages.add(second.pages());
      }
    }
    System.out.printf(
        "%-14s %9.0f %9.0f %7.2f %11d %11d%n",
        portal,
        median(cold),
        median(warm),
        median(warm) / median(cold),
        Collections.max(coldPages),
        Collections.max(warmPages));
  }

  /** How long it took, and how many pages. */
  private record Timed(double millis, int pages) {}

  private Timed timed(String portal, Visit visit, boolean cold, Account account) {
    Sandbox sandbox = desk.sandbox;
    Map<String, Integer> before = sandbox.counts(portal);
    long begun = System.nanoTime();
    Outcome outcome =
        cold ? desk.flows().signIn(visit, account) : desk.flows().proveSession(visit, account);
    double took = (System.nanoTime() - begun) / 1e6;
    if (!outcome.succeeded()) {
      throw new AssertionError(portal + ": " + outcome);
    }
    return new Timed(took, pages(before, sandbox.counts(portal)));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
