package dev.gatehouse.locate;

import static dev.gatehouse.locate.Fields.button;
import static dev.gatehouse.locate.Fields.input;
import static dev.gatehouse.locate.Fields.link;
import static dev.gatehouse.locate.Fields.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormReaderTest {

  private final FormReader reader = new FormReader();

  private List<String> read(Fields.Builder... controls) {
    return reader.read(page("", controls)).stream()
        .map(found -> found.intent().word() + " " + found.control().index())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "User name, Password, Sign in",
    "Benutzername, Passwort, Anmelden",
    "Identifiant, Mot de passe, Se connecter",
    "Usuario, Contraseña, Iniciar sesión",
    "Nome utente, Password, Accedi",
    "Usuário, Senha, Entrar",
    "Gebruikersnaam, Wachtwoord, Inloggen",
    "Nazwa użytkownika, Hasło, Zaloguj się",
    "Имя пользователя, Пароль, Войти",
    "Kullanıcı adı, Şifre, Giriş yap",
    "ユーザー名, パスワード, ログイン",
    "用户名, 密码, 登录"
  })
  void a_sign_in_form_is_read_in_twelve_languages(String username, String password, String send) {
    assertThat(
            read(
                input("text").label(username),
                input("password").label(password),
                button(send),
                link("?", "/help")))
        .containsExactly("username 0", "current-password 1", "submit 2");
  }

  @Test
  void a_sign_up_form_asks_for_a_new_password() {
    assertThat(
            read(
                input("text").label("First name").name("firstName"),
                input("text").label("Last name").name("lastName"),
                input("email").label("E-mail address").name("email"),
                input("password").label("Choose a password").name("password"),
                input("password").label("Confirm password").name("confirmPassword"),
                button("Create account")))
        .containsExactly(
            "given-name 0",
            "family-name 1",
            "email 2",
            "new-password 3",
            "new-password 4",
            "submit 5");
  }

  @ParameterizedTest
  @CsvSource({
    "Legal business name, organization",
    "Doing business as, trading-name",
    "Job title, organization-title",
    "Tax ID / EIN, tax-id",
    "VAT number, vat",
    "DUNS number, duns",
    "Unique Entity ID, uei",
    "CAGE code, cage",
    "Primary NAICS code, naics",
    "Website, url",
    "Fax number, fax"
  })
  void fields_of_businesses_are_known(String label, String what) {
    assertThat(read(input("text").label(label))).containsExactly(what + " 0");
  }

  @Test
  void a_button_that_applies_a_voucher_does_not_send_the_form() {
    assertThat(
            read(
                input("text").label("Card number").name("cardnumber").autocomplete("cc-number"),
                input("text").label("Promo code").name("promoCode"),
                button("Apply").id("applyPromoCode"),
                button("Place order")))
        .contains("submit 3")
        .doesNotContain("submit 2");
  }

  @Test
  void a_button_that_leads_from_signing_up_to_signing_in_does_not_send_the_form() {
    assertThat(
            read(
                input("text").label("First name").name("firstName"),
                input("email").label("E-mail address").name("email"),
                input("password").label("Choose a password").name("new-password"),
                button("Create your account"),
                button("Log in here")))
        .contains("submit 3")
        .doesNotContain("submit 4");
  }

  @ParameterizedTest
  @CsvSource({
    "User name, Password, Sign in, Pay without signing in",
    "Benutzername, Passwort, Anmelden, Weiter als Gast",
    "Identifiant, Mot de passe, Se connecter, Continuer sans compte",
    "Имя пользователя, Пароль, Войти, Продолжить без регистрации"
  })
  void a_button_that_goes_on_without_signing_in_does_not_sign_in(
      String username, String password, String send, String without) {
    assertThat(
            read(
                input("text").label(username),
                input("password").label(password),
                button(send),
                button(without)))
        .containsExactly("username 0", "current-password 1", "submit 2");
  }

  @Test
  void a_field_that_says_nothing_known_is_left_alone() {
    assertThat(read(input("text").label("Colour of the fence"))).isEmpty();
  }

  @Test
  void every_answer_says_how_sure_it_is_and_why() {
    Recognised found =
        reader
            .read(page("", input("email").label("E-mail address").name("email"), button("Next")))
            .get(0);

    assertThat(found.intent()).isEqualTo(Intent.EMAIL);
    assertThat(found.probability()).isBetween(0.5, 1.0);
    assertThat(found.evidence()).isNotEmpty().allMatch(clue -> clue.matches(".+ \\+\\d+\\.\\d"));
    assertThat(found.evidence()).anyMatch(clue -> clue.startsWith("label means email"));
  }

  @Test
  void what_is_read_is_the_same_each_time() {
    PageSnapshot page =
        page("", input("text").label("Login"), input("password"), button("Go"), button("Cancel"));

    assertThat(reader.read(page)).isEqualTo(reader.read(page));
  }

  @Test
  void a_page_of_two_hundred_controls_is_read_in_little_time() {
    Fields.Builder[] controls =
        Stream.iterate(0, i -> i < 200, i -> i + 1)
            .map(i -> input("text").label("Field " + i + " of the address").name("address" + i))
            .toArray(Fields.Builder[]::new);
    PageSnapshot page = page("", controls);
    reader.read(page);

    // Processor time: what else the machine does is not recognition's.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 10; i++) {
      reader.read(page);
    }
    double millis = (threads.getCurrentThreadCpuTime() - nanos) / 1e7;

    System.out.printf("Recognition: %.1f ms for a page of 200 fields%n", millis);
    // Far above what it takes, so that only a different order of magnitude fails.
    assertThat(millis).isLessThan(200);
  }
}
