package dev.gatehouse.rule;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises what looks like a secret, so that none is kept where everybody reads it. A net with
 * wide meshes: it catches the usual slips, not somebody who means to hide one.
 */
public final class SecretShape {

  /** Keys that name a secret: {@code password}, {@code api-key}, {@code portal-token}. */
  private static final Pattern KEY =
      Pattern.compile(
          "(^|[-_.])(password|passwd|pwd|passphrase|token|secret|secrets|api[-_]?key|private[-_]?key)"
              + "([-_.]|$)");

  /**
   * Private keys, the tokens of well-known services, a password in an address, and a password told
   * in a sentence (with a digit, so that "password: required" on a page is none).
   */
  private static final Pattern VALUE =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY"
              + "|gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9]|glpat-[A-Za-z0-9]"
              + "|xox[abprs]-[A-Za-z0-9]|sk_live_[A-Za-z0-9]|AKIA[0-9A-Z]{16}"
              + "|eyJ[A-Za-z0-9_-]{10,}\\.eyJ"
              + "|://[^/\\s:@]*:[^/\\s@]*@"
              + "|[Pp]assword\\s*[:=]\\s*\\S*[0-9]");

  private SecretShape() {}

  /** Returns whether a key names a secret. */
  public static boolean isKey(String key) {
    return KEY.matcher(key.toLowerCase(Locale.ROOT)).find();
  }

  /** Returns whether a value looks like a secret or holds one. */
  public static boolean isValue(String value) {
    return VALUE.matcher(value).find();
  }
}
