package dev.gatehouse.locate;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a message of a portal amounts to. Patterns are read on text with its capitals folded, in the
 * order given: the first that fits a sentence is what the sentence says.
 */
public enum Notice {
  ACCOUNT_LOCKED(
      // "Will be locked" and "is locked after five attempts" warn of it; it has not happened.
      "account(?:(?!\\b(?:will|may|might|can|could|would|if|before|not)\\b)[^.]){0,40}"
          + "\\b(?:been|was|now|currently|temporarily|permanently) "
          + "(?:locked|blocked|disabled|suspended|deactivated)\\b",
      "account (?:is |are )?(?:locked|blocked|disabled|suspended|deactivated)\\b"
          + "(?! (?:after|if|when|out after))",
      "\\b(?:have|has|we)\\b[^.]{0,12}(?:locked|blocked|suspended)\\b[^.]{0,30}\\baccount",
      "(?:are|have been|been|is) locked out",
      "konto[^.]{0,40}gesperrt",
      "compte[^.]{0,40}(?:bloque|verrouille|suspendu)",
      "cuenta[^.]{0,40}bloquead",
      "account[^.]{0,30}bloccato",
      "conta[^.]{0,30}bloquead",
      "account[^.]{0,30}(?:geblokkeerd|vergrendeld)",
      "konto[^.]{0,30}zablokowan",
      "аккаунт[^.]{0,30}заблокирован",
      "hesab[^.]{0,30}kilitlen",
      "アカウント.{0,12}ロック",
      "(?:账户|账号|帐号).{0,8}(?:锁定|冻结)"),
  RATE_LIMITED(
      "too many (?:requests|attempts|failed|login|sign|log)",
      "rate limit",
      "(?:try|come back) again (?:in|after) \\d+",
      "zu viele (?:anfragen|versuche|anmelde)",
      "trop de (?:tentatives|requetes|demandes)",
      "demasiad[oa]s (?:intentos|solicitudes)",
      "troppi tentativi|troppe richieste",
      "muitas tentativas",
      "te veel (?:pogingen|verzoeken)",
      "zbyt wiele prob",
      "слишком много",
      "cok fazla (?:deneme|istek)",
      "試行回数|回数.{0,6}超え",
      "(?:尝试|请求).{0,6}(?:过多|频繁)"),
  CODE_REJECTED(
      "(?:code|token|otp)[^.]{0,40}(?:invalid|incorrect|wrong|expired|not valid|did not match|not accepted|already used|already been used)",
      "(?:invalid|incorrect|wrong|expired)[^.]{0,30}(?:code|token|otp|one time password)\\b",
      "code[^.]{0,30}(?:ungultig|falsch|abgelaufen)"),
  INVALID_CREDENTIALS(
      "(?:invalid|incorrect|wrong|bad|unknown|unrecognized|unrecognised)[^.]{0,40}(?:user ?name|user|user id|email|e-mail|password|passphrase|credentials?|log[- ]?in|sign[- ]?in|account|details|combination)",
      "(?:user ?name|user|user id|email|e-mail|password|credentials?|log[- ]?in|sign[- ]?in|account|combination|details)[^.]{0,50}(?:invalid|incorrect|wrong|not (?:recogni[sz]ed|found|match|valid|correct)|(?:do|does|did)(?: not|n[’']?t) (?:match|exist|recogni[sz]e))",
      "(?:could not|couldn[’']?t|cannot|can[’']?t|unable to|not able to) (?:sign|log) (?:you )?(?:in|on)",
      "(?:login|log in|sign in|sign-in|authentication|logon)[^.]{0,12} (?:failed|was unsuccessful|unsuccessful|denied|error)",
      "(?:failed|error)[^.]{0,12}(?:to )?(?:login|log in|sign in|authenticat)",
      "(?:could not|couldn[’']?t|didn[’']?t|don[’']?t|do not) (?:find|recogni[sz]e)[^.]{0,40}(?:account|user|email|e-mail|password)",
      "(?:benutzername|passwort|kennwort|anmeldedaten|zugangsdaten|e-mail)[^.]{0,50}(?:falsch|ungultig|nicht korrekt|stimmen nicht|nicht gefunden)",
      "(?:falsch|ungultig)[^.]{0,30}(?:benutzername|passwort|kennwort|anmeldedaten|zugangsdaten)",
      "anmeldung fehlgeschlagen",
      "(?:mot de passe|identifiants?|utilisateur)[^.]{0,40}(?:incorrect|invalide|errone)",
      "(?:contrasena|usuario|credenciales)[^.]{0,40}(?:incorrect|invalid|erron)",
      "(?:password|credenziali|utente)[^.]{0,40}(?:errat|non valid|non corrett)",
      "(?:senha|usuario|credenciais)[^.]{0,40}(?:incorret|invalid)",
      "(?:wachtwoord|gebruikersnaam|inloggegevens)[^.]{0,40}(?:onjuist|ongeldig|niet correct)",
      "(?:haslo|login|nazwa uzytkownika|dane)[^.]{0,40}(?:nieprawidlow|bledn|niepoprawn)",
      "(?:неверн|неправильн)[^.]{0,40}(?:парол|логин|имя|данные)",
      "(?:sifre|kullanici adi)[^.]{0,40}(?:yanlis|hatali|gecersiz)",
      "(?:パスワード|ユーザー名|id).{0,16}(?:正しくありません|違います|間違|一致しません)",
      "(?:密码|用户名|账号|帐号).{0,12}(?:错误|不正确|有误|不存在)"),
  SESSION_EXPIRED(
      "session[^.]{0,30}(?:expired|timed out|timeout|time-out|ended|no longer valid)",
      "(?:please|you (?:must|need to)) (?:log|sign) (?:in|on)(?: again| to continue| first)?",
      "session timeout",
      "sitzung[^.]{0,30}(?:abgelaufen|beendet)",
      "session[^.]{0,20}expire",
      "sesion[^.]{0,30}(?:expirad|caducad)",
      "sessione[^.]{0,30}scadut",
      "sessao[^.]{0,30}expir",
      "sessie[^.]{0,30}verlopen",
      "sesja[^.]{0,30}wygasl",
      "сессия[^.]{0,30}истекла",
      "oturum[^.]{0,30}(?:doldu|sona erdi)",
      "セッション.{0,10}切れ",
      "(?:会话|登录).{0,8}(?:过期|超时|失效)"),
  MAINTENANCE(
      "(?:down|closed|unavailable|offline) for (?:scheduled |planned )?maintenance",
      "(?:scheduled|planned|undergoing|under) maintenance",
      "(?:temporarily|currently) (?:unavailable|offline|down)",
      "service unavailable",
      "wartungsarbeiten",
      "en maintenance",
      "en mantenimiento",
      "in manutenzione",
      "em manutencao",
      "メンテナンス中",
      "系统维护"),
  CAPTCHA(
      "verify (?:that )?you(?: are|[’']re) (?:a )?(?:human|not a robot)",
      "i[’']?m not a robot",
      "are you (?:a )?(?:human|robot)",
      "prove you(?: are|[’']re) (?:human|not a robot)",
      "checking (?:if the site connection is secure|your browser)",
      "(?:enter|type) the (?:characters|letters|text|code)[^.]{0,20}(?:image|picture|shown|see)",
      "ich bin kein roboter",
      "je ne suis pas un robot",
      "no soy un robot",
      "non sono un robot");

  private final Pattern anyOf;

  Notice(String... regexes) {
    anyOf = Pattern.compile(String.join("|", regexes));
  }

  /** Returns whether a folded sentence says so. */
  private boolean fits(String folded) {
    return anyOf.matcher(folded).find();
  }

  /** Returns everything a message amounts to, for a message drawn attention to. */
  public static Set<Notice> in(String message) {
    Set<Notice> found = EnumSet.noneOf(Notice.class);
    String folded = Sentences.fold(message);
    for (Notice notice : values()) {
      if (notice.fits(folded)) {
        found.add(notice);
      }
    }
    return found;
  }
}
