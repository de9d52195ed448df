package dev.gatehouse.locate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a first reading of a page says of the company each field is in: whether its form has a
 * current password too, what the fields before and after it are, what the form is for if this is a
 * user name. Clues for a second reading. Thread-safe.
 */
final class SecondLook {

  private static final String FIRST = "first ";

  /** The least share that is worth a clue. */
  private static final double WORTH = 0.1;

  /** The first reading's shares are told apart down to one in e to the power of this. */
  private static final double RANGE = 6;

  /** Fields that tell what a form is about. */
  private static final List<String> TELLING =
      List.of(
          "username",
          "email",
          "current-password",
          "new-password",
          "one-time-code",
          "given-name",
          "name",
          "tel",
          "address-line1",
          "postal-code",
          "cc-number",
          "bday-day");

  /** What a form's purpose decides: the same texts stand in sign-in and sign-up forms. */
  private static final Set<String> PURPOSEFUL =
      Set.of("username", "email", "current-password", "new-password");

  private final List<String> classes;
  private final int other;

  /**
   * @param classes what a field may be, in the order of the shares
   */
  SecondLook(List<String> classes) {
    this.classes = List.copyOf(classes);
    other = classes.indexOf("other");
  }

  /**
   * Returns the clues of each field of each form.
   *
   * @param page the shares the first reading gives each field, by form
   * @param purposes what each form is for
   */
  List<List<Clues>> of(List<List<double[]>> page, List<Clues> purposes) {
    List<double[]> forms = page.stream().map(form -> upTo(form).get(form.size())).toList();
    List<double[]> before = upTo(forms);
    List<double[]> after = downTo(forms);
    List<List<Clues>> all = new ArrayList<>();
    for (int f = 0; f < page.size(); f++) {
      all.add(of(page.get(f), most(before.get(f), after.get(f)), purposes.get(f)));
    }
    return all;
  }

  private List<Clues> of(List<double[]> form, double[] elsewhere, Clues purpose) {
    List<double[]> before = upTo(form);
    List<double[]> after = downTo(form);
    double claimed = form.stream().mapToDouble(shares -> 1 - shares[other]).sum();
    List<Clues> all = new ArrayList<>();
    for (int i = 0; i < form.size(); i++) {
      double[] own = form.get(i);
      Clues clues = new Clues();
      for (int c = 0; c < own.length; c++) {
        clues.add(FIRST + classes.get(c), Math.max(0, 1 + Math.log(own[c] + 1e-9) / RANGE));
        if (own[c] < WORTH) {
          continue;
        }
        String what = classes.get(c) + "; ";
        double much = own[c];
        if (PURPOSEFUL.contains(classes.get(c))) {
          purpose.values().forEach((clue, value) -> clues.add(what + clue, much * value));
        }
        clues.add(what + "before " + top(form, i - 1), much);
        clues.add(what + "after " + top(form, i + 1), much);
        clues.add(what + "fields " + bucket(claimed), much);
        clues.add(what + "one before", much * before.get(i)[c]);
        clues.add(what + "one after", much * after.get(i)[c]);
        tell(clues, what + "beside ", much, most(before.get(i), after.get(i)));
        tell(clues, what + "elsewhere ", much, elsewhere);
      }
      all.add(clues);
    }
    return all;
  }

  private void tell(Clues clues, String where, double much, double[] shares) {
    for (String telling : TELLING) {
      double share = shares[classes.indexOf(telling)];
      clues.add(where + telling, share >= WORTH ? much * share : 0);
    }
  }

  private String top(List<double[]> form, int at) {
    if (at < 0 || at >= form.size()) {
      return "nothing";
    }
    double[] shares = form.get(at);
    int best = 0;
    for (int c = 1; c < shares.length; c++) {
      if (shares[c] > shares[best]) {
        best = c;
      }
    }
    return classes.get(best);
  }

  private static String bucket(double claimed) {
    return claimed < 1.5 ? "1" : claimed < 2.5 ? "2" : claimed < 4.5 ? "4" : "many";
  }

  /** Returns the most of each class among those before each place; last, among all. */
  private List<double[]> upTo(List<double[]> shares) {
    List<double[]> most = new ArrayList<>();
    most.add(new double[classes.size()]);
    for (double[] each : shares) {
      most.add(most(most.get(most.size() - 1), each));
    }
    return most;
  }

  /** Returns the most of each class among those after each place. */
  private List<double[]> downTo(List<double[]> shares) {
    double[][] most = new double[shares.size()][];
    double[] last = new double[classes.size()];
    for (int i = shares.size() - 1; i >= 0; i--) {
      most[i] = last;
      last = most(last, shares.get(i));
    }
    return Arrays.asList(most);
  }

  private static double[] most(double[] one, double[] another) {
    double[] most = one.clone();
    for (int c = 0; c < most.length; c++) {
      most[c] = Math.max(most[c], another[c]);
    }
    return most;
  }

  /** Returns whether a clue only repeats what the first reading said of the field itself. */
  static boolean isFirstReading(String clue) {
    return clue.startsWith(FIRST);
  }

  /**
   * Returns the weight of a clue before any example: the second reading says what the first did.
   */
  static double known(String clue, String what) {
    return clue.equals(FIRST + what) ? RANGE : 0;
  }
}
