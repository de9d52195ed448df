package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Knows buttons that do something else than send the form they stand in, however much they look as
 * if they did. Thread-safe.
 */
final class AsideButtons {

  private static final double NAMED = 40;

  private static final Pattern APPLY =
      Pattern.compile(
          "\\b(?:apply|redeem|add|use|anwenden|einlosen|appliquer|utiliser|aplicar|canjear|applica"
              + "|riscatta|toepassen|inwisselen|zastosuj|uygula|применить)\\b|適用|使用");

  private static final Pattern VOUCHER =
      Pattern.compile(
          "\\b(?:coupons?|promos?|promo ?code|promotions?|promotion(?:al)? code|vouchers?|gift ?cards?"
              + "|discount code|gutschein(?:code)?|rabattcode|code promo|bon de reduction|cupon|cupom"
              + "|codigo promocional|codice (?:sconto|promozionale)|kortingscode|kupon|kod rabatowy"
              + "|промокод|купон)\\b|クーポン|优惠码");

  /** What goes on without signing in, beside a form that asks for a password. */
  private static final Pattern UNKNOWN_VISITOR =
      Pattern.compile(
          "\\b(?:without (?:signing|logging|registering|an? account)|as (?:an? )?guest|guest checkout"
              + "|ohne (?:anmeld\\w*|registrier\\w*|konto)|als gast|sans (?:compte|inscription|connexion)"
              + "|en tant qu invite|sin (?:registrar\\w*|cuenta)|como (?:invitado|convidado)|sem (?:conta|cadastro)"
              + "|senza (?:account|registra\\w*)|come ospite|zonder (?:account|inloggen)|bez (?:konta|rejestracji)"
              + "|jako gosc|без регистрации|как гость|uye olmadan|misafir olarak)\\b"
              + "|ゲストとして|ログインせず|游客|免登录");

  private final Recogniser recogniser;

  AsideButtons(Recogniser recogniser) {
    this.recogniser = recogniser;
  }

  /**
   * Returns whether a button sends nothing a person entered in its form, or only a voucher or what
   * is searched for, or keeps it for later.
   */
  boolean isAside(FormContext form, Located button) {
    return (form.form() >= 0 && form.fields().isEmpty())
        || appliesVoucher(button.control())
        || says(button.control(), Intent.LATER, Intent.SUBMIT)
        || (form.shape().passwords() > 0 && staysUnknown(button.control()))
        || (form.form() >= 0 && form.fieldsElsewhere() && searches(form));
  }

  private static boolean staysUnknown(Control control) {
    return UNKNOWN_VISITOR
        .matcher(fold(control.text(), control.value(), control.ariaLabel()))
        .find();
  }

  // A page that is for searching has no other form.
  private boolean searches(FormContext form) {
    return form.fields().stream()
        .map(Located::control)
        .allMatch(c -> recogniser.score(c, Intent.SEARCH).points() >= NAMED);
  }

  private static boolean appliesVoucher(Control control) {
    String says = fold(control.text(), control.value(), control.ariaLabel());
    return APPLY.matcher(says).find()
        && (VOUCHER.matcher(says).find()
            || VOUCHER
                .matcher(fold(control.id(), control.name(), control.testId(), control.classes()))
                .find());
  }

  private static String fold(String... texts) {
    return Words.fold(String.join(" ", texts));
  }

  /**
   * Returns whether one button of a form signs in and the other signs up: then the form is for one
   * of the two, and the other button leads elsewhere.
   */
  private boolean isOpposite(Control one, Control other) {
    return (says(one, Intent.SIGN_IN, Intent.SIGN_UP)
            && says(other, Intent.SIGN_UP, Intent.SIGN_IN))
        || (says(one, Intent.SIGN_UP, Intent.SIGN_IN)
            && says(other, Intent.SIGN_IN, Intent.SIGN_UP));
  }

  /** Returns whether a button is set against one of the others that is at least as likely. */
  boolean isOutdone(Located button, List<Located> likelier) {
    return likelier.stream()
        .anyMatch(l -> l.sharesFormWith(button) && isOpposite(button.control(), l.control()));
  }

  private boolean says(Control control, Intent one, Intent other) {
    double points = recogniser.score(control, one).points();
    return points >= NAMED && points > recogniser.score(control, other).points();
  }
}
