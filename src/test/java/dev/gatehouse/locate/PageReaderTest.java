package dev.gatehouse.locate;

import static dev.gatehouse.locate.Fields.button;
import static dev.gatehouse.locate.Fields.input;
import static dev.gatehouse.locate.Fields.link;
import static dev.gatehouse.locate.Fields.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
