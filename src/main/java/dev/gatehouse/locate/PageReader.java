package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.net.URI;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what kind of page a snapshot shows and where its sign-in parts are. Thread-safe. */
public final class PageReader {

  private static final double SURE = 50;

  /** What the page script calls a picture whose letters are to be entered. */
  private static final String IMAGE_CAPTCHA = "image CAPTCHA";

  private static final int SHORT_PAGE_CHARS = 1_500;
  private static final Set<Notice> SAID_IN_RUNNING_TEXT =
      EnumSet.of(
          Notice.ACCOUNT_LOCKED,
          Notice.RATE_LIMITED,
          Notice.INVALID_CREDENTIALS,
          Notice.CODE_REJECTED,
          Notice.MAINTENANCE,
          Notice.CAPTCHA);

  /** Messages are short, see {@link #SHORT_PAGE_CHARS}: a few megabytes at most. */
  private static final int MOST_REMEMBERED = 2_000;

  private final Map<String, Set<Notice>> noticesOf = new ConcurrentHashMap<>();
  private final Recogniser recogniser;
  private final SignInForm signInForm;
  private final OtherPages otherPages;

  public PageReader(Recogniser recogniser) {
    this.recogniser = recogniser;
    this.signInForm = new SignInForm(recogniser);
    this.otherPages = new OtherPages(recogniser);
  }

  /** Reads the page. */
  public PageReading read(PageSnapshot page) {
    Optional<SignInForm.Parts> withPassword = signInForm.withPassword(page);
    List<Candidate> code = codeFields(page);
    Optional<SignInForm.Parts> identifierStep =
        withPassword.isPresent() || !code.isEmpty()
            ? Optional.empty()
            : signInForm.identifierStep(page);
    Optional<Candidate> signOut = strongest(page, Intent.SIGN_OUT, located -> true);
    Optional<Candidate> signInLink =
        strongest(
            page,
            Intent.SIGN_IN,
            located -> located.control().isUsable() && !sendsText(page, located));
    Optional<Candidate> accept =
        strongest(page, Intent.ACCEPT, located -> located.control().isUsable());
    Optional<SignInForm.Parts> form = withPassword.or(() -> identifierStep);
    Set<Notice> notices = notices(page);
    Optional<String> captcha = captcha(page, notices, form);
    PageKind kind =
        signInKind(page, withPassword, code, identifierStep, signOut, accept)
            .orElseGet(() -> otherKind(page, captcha, signOut, signInLink));
    Optional<Candidate> submit =
        kind == PageKind.CODE_STEP
            ? codeSubmit(page, code)
            : form.flatMap(SignInForm.Parts::submit);
    return new PageReading(
        kind,
        form.flatMap(SignInForm.Parts::identifier),
        form.flatMap(SignInForm.Parts::password),
        code,
        submit,
        signInLink,
        signOut,
        accept,
        captcha,
        notices,
        page.alerts());
  }

  /** Returns the parts one signs in with of the form a control stands in. */
  SignInForm.Parts form(PageSnapshot page, Located member) {
    return signInForm.of(page.usable().filter(l -> l.sharesFormWith(member)).toList(), member);
  }

  private Optional<PageKind> signInKind(
      PageSnapshot page,
      Optional<SignInForm.Parts> withPassword,
      List<Candidate> code,
      Optional<SignInForm.Parts> identifierStep,
      Optional<Candidate> signOut,
      Optional<Candidate> accept) {
    if (page.isBlank()) {
      return Optional.of(PageKind.BLANK);
    }
    if (!code.isEmpty()) {
      return Optional.of(PageKind.CODE_STEP);
    }
    // A settings page of somebody signed in may ask for the current password, too. What a sign-in
    // dialog lies over is not yet anybody's.
    boolean signedIn =
        signOut.filter(c -> c.control().visible() && !c.control().covered()).isPresent();
    if (withPassword.isPresent() && (!signedIn || withPassword.filter(this::signsIn).isPresent())) {
      return Optional.of(
          withPassword.get().identifier().isPresent() ? PageKind.LOGIN : PageKind.PASSWORD_STEP);
    }
    if (identifierStep.isPresent()
        && (signOut.isEmpty() || identifierStep.filter(this::signsIn).isPresent())) {
      return Optional.of(PageKind.IDENTIFIER_STEP);
    }
    boolean nothingToFill =
        page.usable().noneMatch(l -> l.control().isTextField() && !l.control().isCheckbox());
    // A banner about cookies keeps nobody who is signed in from anything.
    boolean banner = signedIn && page.text().toLowerCase(Locale.ROOT).contains("cookie");
    return accept.isPresent() && nothingToFill && !banner && page.text().length() < 4_000
        ? Optional.of(PageKind.CONSENT)
        : Optional.empty();
  }

  // Whom a page asks for a name to sign in with is not signed in, even where it says "please log
  // out
  // when you are done".
  private boolean signsIn(SignInForm.Parts form) {
    return form.identifier().isPresent()
        && form.submit()
            .filter(c -> recogniser.score(c.control(), Intent.SIGN_IN).points() >= SURE)
            .isPresent();
  }

  private PageKind otherKind(
      PageSnapshot page,
      Optional<String> captcha,
      Optional<Candidate> signOut,
      Optional<Candidate> signInLink) {
    Optional<PageKind> other = otherPages.kind(page, signOut.isPresent());
    if (other.isPresent() && other.get() != PageKind.ERROR) {
      return other.get();
    }
    if (captcha.isPresent()) {
      return PageKind.CAPTCHA;
    }
    boolean expired =
        Stream.concat(page.alerts().stream(), page.headings().stream())
            .anyMatch(PageReading::saysExpired);
    if (expired && signOut.isEmpty()) {
      return PageKind.SESSION_EXPIRED;
    }
    if (other.isPresent()) {
      return other.get();
    }
    if (signOut.isPresent()) {
      return PageKind.SIGNED_IN;
    }
    return signInLink.isPresent() ? PageKind.SIGN_IN_LINK : PageKind.OTHER;
  }

  private Optional<Candidate> strongest(
      PageSnapshot page, Intent intent, Predicate<Located> among) {
    List<Located> pinned = Finder.pinned(page, intent.word());
    if (pinned.size() == 1) {
      return Optional.of(
          new Candidate(pinned.get(0), Score.ZERO.plus(100, "pinned by the portal's definition")));
    }
    return page.controls()
        .filter(located -> located.control().isClickable())
        .filter(among)
        .map(located -> new Candidate(located, recogniser.score(located.control(), intent)))
        .filter(candidate -> candidate.score().points() >= SURE)
        .filter(candidate -> intent != Intent.SIGN_IN || !leadsElsewhere(candidate))
        .max(
            Comparator.comparing((Candidate c) -> c.control().isUsable())
                // On the page that asks whether one really wants to, the menu's link leads nowhere.
                .thenComparing(c -> !leadsHere(c))
                .thenComparingDouble(c -> c.score().points()));
  }

  // "Go" beside a search field sends what is sought.
  private static boolean sendsText(PageSnapshot page, Located located) {
    return located.control().form() >= 0
        && page.usable().anyMatch(l -> l.control().isTextField() && l.sharesFormWith(located));
  }

  private static boolean leadsHere(Candidate candidate) {
    String href = candidate.control().href();
    if (href.isEmpty() || href.startsWith("#")) {
      return false;
    }
    try {
      URI here = URI.create(candidate.located().frame().reading().address());
      return here.resolve(href).equals(here);
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private boolean leadsElsewhere(Candidate candidate) {
    double here = candidate.score().points();
    return recogniser.score(candidate.control(), Intent.SIGN_OUT).points() > here
        || recogniser.score(candidate.control(), Intent.SIGN_UP).points() > here
        || recogniser.score(candidate.control(), Intent.SINGLE_SIGN_ON).points() > here
        || recogniser.score(candidate.control(), Intent.FORGOT_PASSWORD).points() > here;
  }

  private List<Candidate> codeFields(PageSnapshot page) {
    List<Located> text =
        page.usable()
            .filter(l -> l.control().isTextField())
            .filter(l -> !isMostly(l.control(), Intent.SEARCH))
            .toList();
    List<Located> digits = text.stream().filter(l -> l.control().maxLength() == 1).toList();
    if (digits.size() >= 4
        && digits.size() <= 8
        && digits.size() == besides(text, digits.get(0)).size()) {
      Score score = Score.ZERO.plus(60, digits.size() + " fields of one character each");
      return digits.stream().map(l -> new Candidate(l, score)).toList();
    }
    return text.stream()
        .filter(l -> besides(text, l).size() <= 3)
        .map(l -> new Candidate(l, recogniser.score(l.control(), Intent.ONE_TIME_CODE)))
        .filter(c -> c.score().points() >= Finder.ENOUGH)
        .filter(c -> isMostly(c.control(), Intent.ONE_TIME_CODE))
        .max(Comparator.comparingDouble(c -> c.score().points()))
        .map(List::of)
        .orElse(List.of());
  }

  // Boxes for newsletters and other visitors stand in forms of their own.
  private static List<Located> besides(List<Located> fields, Located one) {
    return fields.stream().filter(l -> l.sharesFormWith(one)).toList();
  }

  private boolean isMostly(Control control, Intent intent) {
    double points = recogniser.score(control, intent).points();
    return points > 0
        && Intent.of(Intent.Kind.FIELD).stream()
            .filter(other -> other != intent)
            .noneMatch(other -> recogniser.score(control, other).points() >= points);
  }

  private Optional<Candidate> codeSubmit(PageSnapshot page, List<Candidate> code) {
    Located last = code.get(code.size() - 1).located();
    List<Located> cluster = page.usable().filter(l -> l.sharesFormWith(last)).toList();
    return signInForm.submit(cluster, last);
  }

  private Set<Notice> notices(PageSnapshot page) {
    EnumSet<Notice> notices = EnumSet.noneOf(Notice.class);
    for (String alert : page.alerts()) {
      notices.addAll(notices(alert));
    }
    for (String heading : page.headings()) {
      notices.addAll(notices(heading));
    }
    // Long pages talk about everything (terms, help); short ones say what is the matter.
    String text = page.text();
    if (notices.isEmpty() && text.length() < SHORT_PAGE_CHARS) {
      for (String sentence : Sentences.of(text)) {
        notices.addAll(notices(sentence));
      }
      notices.retainAll(SAID_IN_RUNNING_TEXT);
    }
    if (page.text().length() < SHORT_PAGE_CHARS) {
      notices(page.title()).stream().filter(SAID_IN_RUNNING_TEXT::contains).forEach(notices::add);
    }
    return notices;
  }

  // A page is read many times, and a portal's pages say much the same.
  private Set<Notice> notices(String message) {
    Set<Notice> known = noticesOf.get(message);
    if (known == null) {
      known = Notice.in(message);
      if (noticesOf.size() < MOST_REMEMBERED) {
        noticesOf.put(message, known);
      }
    }
    return known;
  }

  private Optional<String> captcha(
      PageSnapshot page, Set<Notice> notices, Optional<SignInForm.Parts> form) {
    Optional<String> shown =
        page.captchas().stream()
            .filter(kind -> !kind.equals(IMAGE_CAPTCHA) || asksForAnswer(page, form))
            .findFirst();
    if (shown.isPresent()) {
      return shown;
    }
    return notices.contains(Notice.CAPTCHA)
        ? Optional.of("\"verify you are human\"")
        : Optional.empty();
  }

  // A picture to read is in the way only where its letters can be entered: beside a sign-in form
  // without a field for them it is meant for other visitors.
  private boolean asksForAnswer(PageSnapshot page, Optional<SignInForm.Parts> form) {
    Set<Located> ofForm =
        form.stream()
            .flatMap(parts -> Stream.of(parts.identifier(), parts.password()))
            .flatMap(Optional::stream)
            .map(Candidate::located)
            .collect(Collectors.toSet());
    return page.usable()
        .filter(l -> l.control().isTextField() && !ofForm.contains(l))
        .anyMatch(l -> !isMostly(l.control(), Intent.SEARCH));
  }
}
