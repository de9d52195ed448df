package dev.gatehouse.locate;

import static dev.gatehouse.locate.Fields.button;
import static dev.gatehouse.locate.Fields.headed;
import static dev.gatehouse.locate.Fields.input;
import static dev.gatehouse.locate.Fields.link;
import static dev.gatehouse.locate.Fields.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {

  private static final Fields.Builder USER = input("text").label("User name");
  private static final Fields.Builder PASSWORD = input("password").label("Password");

  private final PageReader reader = new PageReader(new Recogniser());

  @Test
  void a_page_with_nothing_on_it_is_blank() {
    assertThat(reader.read(new PageSnapshot(List.of())).kind()).isEqualTo(PageKind.BLANK);
    assertThat(reader.read(page("")).kind()).isEqualTo(PageKind.BLANK);
  }

  @Test
  void running_text_counts_on_a_short_page_alone() {
    String refusal = "Incorrect password. ";

    assertThat(reader.read(page(refusal, USER, PASSWORD)).notices())
        .containsExactly(Notice.INVALID_CREDENTIALS);
    assertThat(reader.read(page(refusal + "terms ".repeat(400), USER, PASSWORD)).notices())
        .isEmpty();
  }

  @Test
  void a_message_counts_on_a_page_of_any_length() {
    PageSnapshot page =
        page("terms ".repeat(400), List.of("Your account has been locked."), USER, PASSWORD);

    assertThat(reader.read(page).notices()).containsExactly(Notice.ACCOUNT_LOCKED);
  }

  @Test
  void running_text_does_not_tell_of_an_expired_session() {
    assertThat(reader.read(page("Please sign in to continue.", USER, PASSWORD)).notices())
        .isEmpty();
  }

  @Test
  void a_promotional_code_is_no_one_time_code() {
    PageSnapshot page =
        page("", input("text").label("Name"), input("text").label("Postal code"), button("Send"));

    assertThat(reader.read(page).kind()).isEqualTo(PageKind.FORM);
  }

  @Test
  void somebody_signed_in_is_told_by_the_way_out() {
    PageReading reading =
        reader.read(page("Orders", link("Orders", "/orders"), link("Log out", "/logout")));

    assertThat(reading.kind()).isEqualTo(PageKind.SIGNED_IN);
    assertThat(reading.asksToSignIn()).isFalse();
  }

  @Test
  void a_word_of_signing_out_beside_the_sign_in_form_makes_nobody_signed_in() {
    PageReading reading =
        reader.read(
            page(
                "For security reasons, please log out when you are done.",
                USER,
                PASSWORD,
                button("Login"),
                link("log out", "/logout")));

    assertThat(reading.kind()).isEqualTo(PageKind.LOGIN);
    PageReading first =
        reader.read(
            page("", USER, button("Log in"), link("log out", "/logout"), link("Help", "/h")));
    assertThat(first.kind()).isEqualTo(PageKind.IDENTIFIER_STEP);
  }

  @Test
  void who_is_asked_for_the_password_once_more_is_signed_in() {
    PageReading settings =
        reader.read(page("Settings", PASSWORD, button("Save"), link("Log out", "/logout")));

    assertThat(settings.asksToSignIn()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "404 Not Found",
        "Page not found",
        "Internal server error",
        "503 Service Unavailable",
        "Access denied",
        "Something went wrong",
        "Down for maintenance",
        "Seite nicht gefunden",
        "Accès refusé",
        "Página no encontrada",
        "Страница не найдена",
        "ページが見つかりません"
      })
  void an_error_is_told_by_its_heading(String heading) {
    assertThat(reader.read(headed(heading)).kind()).isEqualTo(PageKind.ERROR);
    assertThat(reader.read(headed(heading, USER, PASSWORD)).kind()).isEqualTo(PageKind.LOGIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"500 servers in stock", "Errors and omissions insurance", "Not found yet?"})
  void a_heading_that_only_sounds_like_an_error_is_none(String heading) {
    assertThat(reader.read(headed(heading)).kind()).isEqualTo(PageKind.OTHER);
  }

  @Test
  void who_signs_up_is_asked_who_he_is_and_is_not_signed_in() {
    Fields.Builder[] asked = {
      input("text").label("Company"),
      input("email").label("E-mail"),
      input("password").label("Choose a password"),
      button("Create account")
    };
    assertThat(reader.read(page("", asked)).kind()).isEqualTo(PageKind.SIGN_UP);

    Fields.Builder[] signedIn = Arrays.copyOf(asked, 5);
    signedIn[4] = link("Log out", "/logout");
    assertThat(reader.read(page("", signedIn)).kind()).isEqualTo(PageKind.FORM);
  }

  @Test
  void an_ended_session_is_told_with_or_without_a_form_to_sign_in_with() {
    List<String> expired = List.of("Your session has expired. Please sign in again.");

    PageReading alone = reader.read(page("", expired, link("Sign in", "/login")));
    assertThat(alone.kind()).isEqualTo(PageKind.SESSION_EXPIRED);
    assertThat(alone.leadsToSignIn()).isTrue();

    PageReading form = reader.read(page("", expired, USER, PASSWORD));
    assertThat(form.kind()).isEqualTo(PageKind.LOGIN);
    assertThat(form.overall()).isEqualTo(PageKind.SESSION_EXPIRED);
  }

  @Test
  void being_asked_to_sign_in_ends_no_session() {
    PageReading reading =
        reader.read(page("", List.of("Please sign in to continue."), USER, PASSWORD));

    assertThat(reading.overall()).isEqualTo(PageKind.LOGIN);
  }

  @Test
  void a_banner_about_cookies_makes_no_question_of_a_page_of_somebody_signed_in() {
    Fields.Builder signOut = link("Sign out", "/logout");

    assertThat(reader.read(page("We use cookies.", signOut, button("Accept all"))).kind())
        .isEqualTo(PageKind.SIGNED_IN);
    assertThat(reader.read(page("Terms of use", signOut, button("Accept"))).kind())
        .isEqualTo(PageKind.CONSENT);
  }
}
