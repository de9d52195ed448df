package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the form one signs in with among all forms of a page: newsletter, search, registration and
 * password-change forms stand beside it. Thread-safe.
 */
final class SignInForm {

  /**
   * The parts found.
   *
   * @param points how sure it is that this is a sign-in form
   */
  record Parts(
      Optional<Candidate> identifier,
      Optional<Candidate> password,
      Optional<Candidate> submit,
      double points) {}

  private record FormKey(String frame, int form) {}

  private final Recogniser recogniser;

  SignInForm(Recogniser recogniser) {
    this.recogniser = recogniser;
  }

  /** Returns the form that asks for a password to sign in with, if there is one. */
  Optional<Parts> withPassword(PageSnapshot page) {
    return clusters(page).stream()
        .filter(cluster -> cluster.stream().anyMatch(l -> l.control().takesPassword()))
        .map(this::passwordForm)
        .filter(parts -> parts.points() > 0)
        .max(Comparator.comparingDouble(Parts::points));
  }

  /** Returns the form that asks for an identifier alone, if there is one. */
  Optional<Parts> identifierStep(PageSnapshot page) {
    return clusters(page).stream()
        .map(cluster -> identifierForm(page, cluster))
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(Parts::points));
  }

  /**
   * Returns the parts of a form that is known to be the one.
   *
   * @param member one of its fields, the identifier's when it asks for no password
   */
  Parts of(List<Located> form, Located member) {
    return form.stream().anyMatch(l -> l.control().takesPassword())
        ? passwordForm(form)
        : new Parts(Optional.of(asIdentifier(member)), Optional.empty(), submit(form, member), 0);
  }

  private static List<List<Located>> clusters(PageSnapshot page) {
    Map<FormKey, List<Located>> byForm = new LinkedHashMap<>();
    page.usable()
        .forEach(
            located ->
                byForm
                    .computeIfAbsent(
                        new FormKey(located.frame().reading().frame(), located.control().form()),
                        key -> new ArrayList<>())
                    .add(located));
    return List.copyOf(byForm.values());
  }

  private Parts passwordForm(List<Located> cluster) {
    List<Located> passwords = cluster.stream().filter(l -> l.control().takesPassword()).toList();
    Located password = passwords.get(0);
    long fresh =
        passwords.stream()
            .filter(l -> newPassword(l.control()) > currentPassword(l.control()))
            .count();
    Optional<Candidate> submit = submit(cluster, password);
    List<Located> fields = cluster.stream().filter(l -> l.control().isTextField()).toList();
    double points =
        (passwords.size() == 1 ? 60 : -20)
            - 40.0 * fresh
            + submit.map(c -> signInness(c.control())).orElse(0.0) * 0.4
            - submit
                    .map(c -> action(c.control(), Intent.SIGN_UP))
                    .orElseGet(() -> signUpButton(cluster))
                * 0.6
            // Who asks for much more than an identifier and a password registers somebody.
            - 12.0 * Math.max(0, fields.size() - passwords.size() - 2);
    return new Parts(
        identifierBefore(cluster, password),
        Optional.of(
            new Candidate(password, recogniser.score(password.control(), Intent.CURRENT_PASSWORD))),
        submit,
        points);
  }

  // A form whose only button registers somebody has none that could sign in.
  private double signUpButton(List<Located> cluster) {
    return cluster.stream()
        .map(Located::control)
        .filter(Control::isSubmitButton)
        .mapToDouble(control -> action(control, Intent.SIGN_UP))
        .max()
        .orElse(0);
  }

  private Optional<Candidate> identifierBefore(List<Located> cluster, Located password) {
    int at = cluster.indexOf(password);
    List<Candidate> before =
        cluster.subList(0, at).stream()
            .filter(l -> l.control().isTextField() && !l.control().takesPassword())
            .filter(l -> !isSearchOrNewsletter(l.control()))
            .map(this::asIdentifier)
            .toList();
    return pinned(cluster, Intent.USERNAME)
        .or(
            () ->
                before.stream()
                    .filter(c -> c.score().points() > 0)
                    // Equal points: the one nearer to the password.
                    .reduce((a, b) -> b.score().points() >= a.score().points() ? b : a))
        .or(() -> before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1)));
  }

  private Optional<Parts> identifierForm(PageSnapshot page, List<Located> cluster) {
    List<Located> fields =
        cluster.stream()
            .filter(l -> l.control().isTextField() && !isSearchOrNewsletter(l.control()))
            .toList();
    Optional<Candidate> identifier =
        fields.stream()
            .map(this::asIdentifier)
            .filter(c -> c.score().points() >= Finder.ENOUGH)
            .max(Comparator.comparingDouble(c -> c.score().points()));
    if (identifier.isEmpty() || fields.size() > 3) {
      return Optional.empty();
    }
    Optional<Candidate> submit = submit(cluster, identifier.get().located());
    double forwards =
        submit
            .map(
                c ->
                    Math.max(action(c.control(), Intent.SIGN_IN), action(c.control(), Intent.NEXT))
                        - action(c.control(), Intent.SIGN_UP)
                        - action(c.control(), Intent.NEWSLETTER))
            .orElse(0.0);
    boolean passwordWaits =
        page.controls()
            .anyMatch(
                l -> l.control().takesPassword() && l.sharesFormWith(identifier.get().located()));
    boolean standard = identifier.get().control().autocomplete().contains("username");
    double heading =
        page.headings().stream()
            .mapToDouble(
                h ->
                    recogniser.names(Intent.SIGN_IN, h)
                        - recogniser.names(Intent.FORGOT_PASSWORD, h)
                        - recogniser.names(Intent.SIGN_UP, h))
            .max()
            .orElse(0);
    double points =
        forwards * 0.5
            + (passwordWaits ? 30 : 0)
            + (standard ? 30 : 0)
            + 25 * heading
            - 15.0 * (fields.size() - 1);
    return points < 20
        ? Optional.empty()
        : Optional.of(new Parts(identifier, Optional.empty(), submit, points));
  }

  private Candidate asIdentifier(Located located) {
    Control control = located.control();
    Score username = recogniser.score(control, Intent.USERNAME);
    Score email = recogniser.score(control, Intent.EMAIL);
    return new Candidate(located, username.points() >= email.points() ? username : email);
  }

  private boolean isSearchOrNewsletter(Control control) {
    double search = recogniser.score(control, Intent.SEARCH).points();
    double newsletter = recogniser.score(control, Intent.NEWSLETTER).points();
    double identifier =
        Math.max(
            recogniser.score(control, Intent.USERNAME).points(),
            recogniser.score(control, Intent.EMAIL).points());
    return Math.max(search, newsletter) > identifier;
  }

  /**
   * Returns what sends a form: the best of its buttons, told by its words, its type and its place.
   */
  Optional<Candidate> submit(List<Located> cluster, Located lastField) {
    int at = cluster.indexOf(lastField);
    return pinned(cluster, Intent.SUBMIT)
        .or(
            () ->
                cluster.stream()
                    .filter(l -> l.control().isClickable())
                    .map(l -> new Candidate(l, submitScore(l.control(), cluster.indexOf(l) > at)))
                    .filter(c -> c.score().points() >= Finder.ENOUGH)
                    .max(Comparator.comparingDouble(c -> c.score().points())));
  }

  private static Optional<Candidate> pinned(List<Located> cluster, Intent intent) {
    return cluster.stream()
        .filter(l -> l.control().pins().contains(intent.word()))
        .findFirst()
        .map(l -> new Candidate(l, Score.ZERO.plus(100, "pinned by the portal's definition")));
  }

  private Score submitScore(Control control, boolean after) {
    double detour =
        Math.max(
            Math.max(
                action(control, Intent.FORGOT_PASSWORD), action(control, Intent.SINGLE_SIGN_ON)),
            Math.max(action(control, Intent.BACK), action(control, Intent.SIGN_UP) * 0.8));
    Score score = Score.ZERO;
    double forwards = signInness(control);
    if (forwards > 0) {
      score = score.plus(forwards, "says what sends a sign-in form");
    }
    if (control.isSubmitButton()) {
      score = score.plus(35, "submits its form");
    } else if (control.isButton()) {
      score = score.plus(15, "is a button");
    }
    if (after && score.points() > 0) {
      score = score.plus(10, "stands after the fields");
    } else if (score.points() > 0) {
      score = score.plus(-40, "stands before the password");
    }
    return detour > forwards ? score.plus(-detour, "leads elsewhere") : score;
  }

  private double signInness(Control control) {
    return Math.max(
        action(control, Intent.SIGN_IN),
        Math.max(action(control, Intent.NEXT), action(control, Intent.SUBMIT)) * 0.85);
  }

  private double action(Control control, Intent intent) {
    return recogniser.score(control, intent).points();
  }

  private double newPassword(Control control) {
    return recogniser.score(control, Intent.NEW_PASSWORD).points();
  }

  private double currentPassword(Control control) {
    return recogniser.score(control, Intent.CURRENT_PASSWORD).points();
  }
}
