package dev.gatehouse.locate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a control is for. Field intents carry the WHATWG autofill names, and names of the same kind
 * for business fields that have none; action intents name what a click does.
 */
public enum Intent {
  USERNAME(Kind.FIELD),
  EMAIL(Kind.FIELD),
  CURRENT_PASSWORD(Kind.FIELD),
  NEW_PASSWORD(Kind.FIELD),
  ONE_TIME_CODE(Kind.FIELD),
  GIVEN_NAME(Kind.FIELD),
  ADDITIONAL_NAME(Kind.FIELD),
  FAMILY_NAME(Kind.FIELD),
  NAME(Kind.FIELD),
  ORGANIZATION(Kind.FIELD),
  TRADING_NAME(Kind.FIELD),
  ORGANIZATION_TITLE(Kind.FIELD),
  STREET_ADDRESS(Kind.FIELD),
  ADDRESS_LINE1(Kind.FIELD),
  ADDRESS_LINE2(Kind.FIELD),
  ADDRESS_LINE3(Kind.FIELD),
  ADDRESS_LEVEL2(Kind.FIELD),
  ADDRESS_LEVEL1(Kind.FIELD),
  POSTAL_CODE(Kind.FIELD),
  COUNTRY(Kind.FIELD),
  TEL(Kind.FIELD),
  TEL_EXTENSION(Kind.FIELD),
  TEL_COUNTRY_CODE(Kind.FIELD),
  FAX(Kind.FIELD),
  BDAY(Kind.FIELD),
  BDAY_DAY(Kind.FIELD),
  BDAY_MONTH(Kind.FIELD),
  BDAY_YEAR(Kind.FIELD),
  SEX(Kind.FIELD),
  URL(Kind.FIELD),
  NATIONAL_ID(Kind.FIELD),
  SECURITY_ANSWER(Kind.FIELD),
  TAX_ID(Kind.FIELD),
  VAT(Kind.FIELD),
  DUNS(Kind.FIELD),
  UEI(Kind.FIELD),
  CAGE(Kind.FIELD),
  NAICS(Kind.FIELD),
  CC_NUMBER(Kind.FIELD),
  CC_NAME(Kind.FIELD),
  CC_CSC(Kind.FIELD),
  CC_EXP(Kind.FIELD),
  CC_EXP_MONTH(Kind.FIELD),
  CC_EXP_YEAR(Kind.FIELD),
  SEARCH(Kind.FIELD),
  NEWSLETTER(Kind.FIELD),
  SUBMIT(Kind.ACTION),
  NEXT(Kind.ACTION),
  SIGN_IN(Kind.ACTION),
  SIGN_OUT(Kind.ACTION),
  SIGN_UP(Kind.ACTION),
  PAY(Kind.ACTION),
  REMEMBER_ME(Kind.ACTION),
  ASIDE(Kind.ACTION),
  ACCEPT(Kind.ACTION),
  CONFIRM(Kind.ACTION),
  BACK(Kind.ACTION),
  LATER(Kind.ACTION),
  DISMISS(Kind.ACTION),
  DASHBOARD(Kind.ACTION),
  ACCOUNT(Kind.ACTION),
  FORGOT_PASSWORD(Kind.ACTION),
  SINGLE_SIGN_ON(Kind.ACTION);

  /** Whether something is entered or clicked. */
  public enum Kind {
    FIELD,
    ACTION
  }

  private final Kind kind;
  private final String word;

  Intent(Kind kind) {
    this.kind = kind;
    this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether something is entered or clicked. */
  public Kind kind() {
    return kind;
  }

  /** Returns the name definitions and reports use: {@code current-password}. */
  public String word() {
    return word;
  }

  /** Returns the intent of that name, if there is one. */
  public static Optional<Intent> of(String word) {
    return Arrays.stream(values()).filter(intent -> intent.word().equals(word)).findFirst();
  }

  /** Returns every intent of a kind. */
  public static List<Intent> of(Kind kind) {
    return Arrays.stream(values()).filter(intent -> intent.kind == kind).toList();
  }
}
