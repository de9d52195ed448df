package dev.gatehouse.locate;

import static dev.gatehouse.locate.Fields.button;
import static dev.gatehouse.locate.Fields.input;
import static dev.gatehouse.locate.Fields.link;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecogniserTest {

  private final Recogniser recogniser = new Recogniser();

  private Intent best(Control control, Intent.Kind kind) {
    return Intent.of(kind).stream()
        .max(Comparator.comparingDouble(intent -> recogniser.score(control, intent).points()))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "User name, USERNAME",
    "Benutzername, USERNAME",
    "Identifiant, USERNAME",
    "Nazwa użytkownika, USERNAME",
    "E-mail address, EMAIL",
    "Correo electrónico, EMAIL",
    "メールアドレス, EMAIL",
    "First name, GIVEN_NAME",
    "Nachname, FAMILY_NAME",
    "Legal business name, ORGANIZATION",
    "Doing business as, TRADING_NAME",
    "ZIP code, POSTAL_CODE",
    "Postleitzahl, POSTAL_CODE",
    "City, ADDRESS_LEVEL2",
    "State, ADDRESS_LEVEL1",
    "Country, COUNTRY",
    "Phone number, TEL",
    "Date of birth, BDAY",
    "Unique Entity ID, UEI",
    "Primary NAICS code, NAICS",
    "VAT number, VAT",
    "Verification code, ONE_TIME_CODE"
  })
  void a_field_is_known_by_what_people_read(String label, Intent intent) {
    assertThat(best(input("text").label(label).build(), Intent.Kind.FIELD)).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource({
    "txtUserName, USERNAME",
    "ctl00$Main$txtEmail, EMAIL",
    "first_name, GIVEN_NAME",
    "lastName, FAMILY_NAME",
    "postal-code, POSTAL_CODE",
    "phoneNumber, TEL"
  })
  void a_field_without_words_is_known_by_its_name(String name, Intent intent) {
    assertThat(best(input("text").name(name).build(), Intent.Kind.FIELD)).isEqualTo(intent);
  }

  @Test
  void the_standard_token_goes_before_the_words() {
    Control control = input("text").label("Your e-mail").autocomplete("section-a username").build();

    assertThat(best(control, Intent.Kind.FIELD)).isEqualTo(Intent.USERNAME);
    assertThat(recogniser.score(control, Intent.EMAIL)).isEqualTo(Score.ZERO);
  }

  @Test
  void the_token_of_passkeys_does_not_hide_the_fields_own() {
    assertThat(
            recogniser
                .score(input("text").autocomplete("username webauthn").build(), Intent.USERNAME)
                .points())
        .isEqualTo(70);
  }

  @Test
  void a_password_goes_in_a_field_that_hides_it_and_nothing_else_does() {
    Control hidden = input("password").label("User name").build();
    Control open = input("text").label("Password").build();

    assertThat(recogniser.score(hidden, Intent.USERNAME)).isEqualTo(Score.ZERO);
    assertThat(recogniser.score(open, Intent.CURRENT_PASSWORD)).isEqualTo(Score.ZERO);
    assertThat(recogniser.score(hidden, Intent.CURRENT_PASSWORD).points()).isPositive();
  }

  @Test
  void evidence_says_what_counted() {
    Control control =
        input("email").label("E-mail").placeholder("you@example.com").name("mail").build();

    assertThat(recogniser.score(control, Intent.EMAIL).evidence())
        .containsExactly("type=email +36", "label \"e mail\" +48", "name \"mail\" +30");
  }

  @ParameterizedTest
  @CsvSource({
    "Sign in, SIGN_IN",
    "Anmelden, SIGN_IN",
    "Se connecter, SIGN_IN",
    "ログイン, SIGN_IN",
    "Log out, SIGN_OUT",
    "Cerrar sesión, SIGN_OUT",
    "Create account, SIGN_UP",
    "Continue, NEXT",
    "Weiter, NEXT",
    "I agree, ACCEPT",
    "Cancel, BACK",
    "Save as draft, LATER",
    "Save & exit, LATER",
    "Speichern und später fortfahren, LATER",
    "Save, SUBMIT",
    "Save and continue, NEXT",
    "Forgot your password?, FORGOT_PASSWORD",
    "Sign in with Google, SINGLE_SIGN_ON"
  })
  void a_button_is_known_by_what_it_says(String text, Intent intent) {
    assertThat(best(button(text).build(), Intent.Kind.ACTION)).isEqualTo(intent);
  }

  @Test
  void a_link_is_known_by_where_it_leads_too() {
    Control plain = link("Logout", "/x").build();
    Control telling = link("Logout", "/account/logout?next=/").build();

    assertThat(recogniser.score(telling, Intent.SIGN_OUT).points())
        .isGreaterThan(recogniser.score(plain, Intent.SIGN_OUT).points());
  }

  @Test
  void fields_are_not_clicked_and_buttons_not_filled_in() {
    assertThat(recogniser.score(input("text").label("Sign in").build(), Intent.SIGN_IN))
        .isEqualTo(Score.ZERO);
    assertThat(recogniser.score(button("E-mail").build(), Intent.EMAIL)).isEqualTo(Score.ZERO);
  }
}
