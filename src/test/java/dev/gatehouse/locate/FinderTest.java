package dev.gatehouse.locate;

import static dev.gatehouse.locate.Fields.button;
import static dev.gatehouse.locate.Fields.input;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinderTest {

  private final Finder finder = new Finder(new Recogniser());

  private String sending(String... buttons) {
    Fields.Builder[] controls = new Fields.Builder[buttons.length + 1];
    controls[0] = input("text").label("Comment");
    for (int i = 0; i < buttons.length; i++) {
      controls[i + 1] = button(buttons[i]);
    }
    return finder.formSubmit(Fields.page("Review", controls)) instanceof Finding.Found found
        ? found.candidate().control().text()
        : "";
  }

  // Pressing it would not send the form, and what follows would be taken for the receipt.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Save draft",
        "Save & exit",
        "Entwurf speichern",
        "Enregistrer le brouillon",
        "Сохранить черновик"
      })
  void what_keeps_a_form_for_later_does_not_send_it(String later) {
    assertThat(sending(later)).isEmpty();
    assertThat(sending(later, "Submit")).isEqualTo("Submit");
    assertThat(sending("Send the request", later)).isEqualTo("Send the request");
  }

  @Test
  void what_saves_sends_a_form_that_has_nothing_else() {
    assertThat(sending("Cancel", "Save")).isEqualTo("Save");
    assertThat(sending("Save changes")).isEqualTo("Save changes");
  }
}
