package dev.gatehouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Incorrect username or password.|INVALID_CREDENTIALS",
        "The user name or password you entered is incorrect.|INVALID_CREDENTIALS",
        "Login failed: the e-mail address and password do not match.|INVALID_CREDENTIALS",
        "Unable to sign in. Check your email address and password.|INVALID_CREDENTIALS",
        "Sorry, we couldn’t find an account with that email.|INVALID_CREDENTIALS",
        "Benutzername oder Passwort ist falsch.|INVALID_CREDENTIALS",
        "Identifiant ou mot de passe incorrect.|INVALID_CREDENTIALS",
        "Usuario o contraseña incorrectos|INVALID_CREDENTIALS",
        "Nieprawidłowy login lub hasło: dane są nieprawidłowe|INVALID_CREDENTIALS",
        "ユーザー名またはパスワードが正しくありません|INVALID_CREDENTIALS",
        "Your account has been locked after too many failed sign-in attempts.|ACCOUNT_LOCKED",
        "This account is temporarily suspended.|ACCOUNT_LOCKED",
        "Ihr Konto wurde gesperrt.|ACCOUNT_LOCKED",
        "Too many requests|RATE_LIMITED",
        "Please try again in 41 seconds.|RATE_LIMITED",
        "Zu viele Anmeldeversuche|RATE_LIMITED",
        "The code is incorrect, expired or has been used already.|CODE_REJECTED",
        "Invalid verification code|CODE_REJECTED",
        "Your session has expired. Please sign in again.|SESSION_EXPIRED",
        "Ihre Sitzung ist abgelaufen.|SESSION_EXPIRED",
        "Down for maintenance|MAINTENANCE",
        "The service is temporarily unavailable.|MAINTENANCE",
        "Please verify you are human|CAPTCHA",
        "I'm not a robot|CAPTCHA"
      })
  void a_message_is_understood(String message, Notice notice) {
    assertThat(Notice.in(message)).contains(notice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Welcome back, Dana.",
        "Your account will be locked after 5 failed attempts.",
        "Forgot your password?",
        "You have been signed out.",
        "We never share your e-mail address.",
        "Account settings saved.",
        "Order OSN-104113 submitted",
        "Password must have 12 characters.",
        "Keep your verification code to yourself."
      })
  void what_says_none_of_it_is_not_taken_for_it(String message) {
    assertThat(Notice.in(message)).isEmpty();
  }
}
