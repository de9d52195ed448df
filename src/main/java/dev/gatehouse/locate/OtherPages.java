package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells pages apart that have no part in signing in: errors, sign-up and other forms. Thread-safe.
 */
final class OtherPages {

  private static final int SHORT_PAGE_CHARS = 1_500;
  private static final double NAMED = 0.7;

  /** What says that something went wrong with the page itself, folded; a heading or a title. */
  private static final Pattern ERROR =
      Pattern.compile(
          String.join(
              "|",
              "^(?:error )?(?:400|401|403|404|405|408|410|500|502|503|504)(?: error)?\\W*$",
              "\\b(?:http|error) (?:code )?(?:4\\d\\d|5\\d\\d)\\b",
              "internal server error|bad gateway|gateway time-?out|service unavailable|bad request",
              "(?:page|site|document|resource)[^.]{0,20} (?:not|n[’']t be|cannot be) found|^(?:\\d+ )?not found\\W*$",
              "page (?:does not|doesn[’']t) exist",
              "access (?:was |is )?denied|^forbidden|not authori[sz]ed",
              "something went wrong|an (?:unexpected |application )?error (?:has )?occurred",
              "(?:down|closed|offline|unavailable) for (?:scheduled |planned )?maintenance",
              "under maintenance|scheduled maintenance",
              "seite nicht gefunden|interner serverfehler|zugriff verweigert|wartungsarbeiten",
              "page (?:introuvable|non trouvee)|erreur interne|acces refuse",
              "pagina no encontrada|error interno|acceso denegado",
              "pagina non trovata|errore interno|accesso negato",
              "pagina nao encontrada|erro interno|acesso negado",
              "pagina niet gevonden|interne serverfout|toegang geweigerd",
              "nie znaleziono strony|strona nie istnieje|blad serwera|odmowa dostepu",
              "страница не найдена|ошибка сервера|доступ запрещен",
              "sayfa bulunamadi|sunucu hatasi|erisim engellendi",
              "ページが見つかりません|サーバーエラー|アクセスが拒否",
              "页面不存在|找不到页面|服务器错误|拒绝访问"));

  /** Fields that say who somebody is: what one registers with. */
  private static final Set<Intent> IDENTITY =
      EnumSet.of(
          Intent.EMAIL,
          Intent.USERNAME,
          Intent.GIVEN_NAME,
          Intent.FAMILY_NAME,
          Intent.NAME,
          Intent.ORGANIZATION,
          Intent.TRADING_NAME,
          Intent.TEL);

  private static final Set<Intent> NO_DATA =
      EnumSet.of(Intent.SEARCH, Intent.NEWSLETTER, Intent.ONE_TIME_CODE);

  private record FormKey(String frame, int form) {}

  private final Recogniser recogniser;

  OtherPages(Recogniser recogniser) {
    this.recogniser = recogniser;
  }

  /** Returns ERROR, SIGN_UP or FORM when the page is one of these. */
  Optional<PageKind> kind(PageSnapshot page, boolean signedIn) {
    Optional<List<Located>> form = form(page);
    if (form.isEmpty()) {
      return saysError(page) ? Optional.of(PageKind.ERROR) : Optional.empty();
    }
    return Optional.of(!signedIn && signsUp(page, form.get()) ? PageKind.SIGN_UP : PageKind.FORM);
  }

  private static boolean saysError(PageSnapshot page) {
    return page.text().length() < SHORT_PAGE_CHARS
        && Stream.concat(page.headings().stream(), Stream.of(page.title()))
            .anyMatch(text -> ERROR.matcher(Sentences.fold(text)).find());
  }

  /** Returns the fields and buttons of the form that asks for most, if any asks for anything. */
  private Optional<List<Located>> form(PageSnapshot page) {
    Map<FormKey, List<Located>> byForm =
        page.usable()
            .collect(
                Collectors.groupingBy(
                    l -> new FormKey(l.frame().reading().frame(), l.control().form())));
    return byForm.values().stream()
        .filter(cluster -> data(cluster) > 0)
        .filter(cluster -> cluster.stream().anyMatch(l -> l.control().isButton()))
        .max(Comparator.comparingLong(this::data));
  }

  private long data(List<Located> cluster) {
    return cluster.stream().filter(l -> asksForData(l.control())).count();
  }

  // A list to choose the language by or a box to tick is on pages that ask for nothing; alone it
  // makes no form unless it must be given.
  private boolean asksForData(Control control) {
    if (!control.isField() || control.readOnly()) {
      return false;
    }
    if (control.isCheckbox() || control.isRadio() || control.isSelect() || control.isCombobox()) {
      return control.form() >= 0 && !isMostly(control, NO_DATA);
    }
    return !isMostly(control, NO_DATA);
  }

  private boolean isMostly(Control control, Set<Intent> intents) {
    return best(control).filter(intents::contains).isPresent();
  }

  private Optional<Intent> best(Control control) {
    return Intent.of(Intent.Kind.FIELD).stream()
        .filter(intent -> recogniser.score(control, intent).points() >= Finder.ENOUGH / 2)
        .max(Comparator.comparingDouble(intent -> recogniser.score(control, intent).points()));
  }

  private boolean signsUp(PageSnapshot page, List<Located> form) {
    Set<Intent> asked = new HashSet<>();
    for (Located located : form) {
      if (located.control().isField()) {
        best(located.control()).ifPresent(asked::add);
      }
    }
    long identity = asked.stream().filter(IDENTITY::contains).count();
    if (asked.contains(Intent.NEW_PASSWORD) && identity > 0) {
      return true;
    }
    boolean named =
        Stream.concat(
                Stream.concat(page.headings().stream(), Stream.of(page.title())),
                form.stream().map(Located::control).filter(Control::isButton).map(Control::caption))
            .anyMatch(text -> recogniser.names(Intent.SIGN_UP, text) >= NAMED);
    boolean agrees =
        form.stream()
            .map(Located::control)
            .filter(Control::isCheckbox)
            .anyMatch(c -> agrees(c.caption()) || agrees(c.after()));
    return (named && identity >= 1) || (agrees && identity >= 3);
  }

  private boolean agrees(String caption) {
    return recogniser.names(Intent.ACCEPT, caption) > 0;
  }
}
