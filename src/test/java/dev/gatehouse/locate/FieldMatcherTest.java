package dev.gatehouse.locate;

import static dev.gatehouse.locate.Fields.button;
import static dev.gatehouse.locate.Fields.input;
import static dev.gatehouse.locate.Fields.page;
import static dev.gatehouse.locate.Fields.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.locate.FieldMatcher.Sought;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldMatcherTest {

  private final FieldMatcher fields = new FieldMatcher(new Recogniser());

  private static Sought named(String name) {
    return new Sought(name, name.replace('-', ' '), Intent.of(name));
  }

  private static Sought labelled(String label) {
    return new Sought(label, label, Optional.empty());
  }

  private Map<String, String> match(PageSnapshot page, Sought... soughts) {
    return fields.match(page, Arrays.asList(soughts), Set.of()).entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().name(), entry -> entry.getValue().control().id()));
  }

  @Test
  void values_that_fit_two_fields_are_told_apart_by_each_other() {
    PageSnapshot page =
        page(
            "",
            input("text").id("a").label("Street address"),
            input("text").id("b").label("Mailing street address"));

    assertThat(match(page, labelled("Street address"), labelled("Mailing street address")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Street address", "a", "Mailing street address", "b"));
  }

  @Test
  void a_label_that_fits_exactly_beats_one_that_holds_it() {
    PageSnapshot page =
        page(
            "",
            input("text").id("a").label("Electronic business contact email"),
            input("text").id("b").label("Email address"));

    assertThat(match(page, labelled("Email address")))
        .containsExactly(Map.entry("Email address", "b"));
  }

  @Test
  void two_fields_alike_get_nothing() {
    PageSnapshot page =
        page("", input("text").id("a").label("Name"), input("text").id("b").label("Name"));

    assertThat(match(page, labelled("Name"))).isEmpty();
  }

  @Test
  void a_field_that_was_filled_in_is_left_alone() {
    PageSnapshot page = page("", input("text").id("a").label("Name"));
    Set<String> taken =
        page.controls().map(FieldMatcher::key).collect(Collectors.toUnmodifiableSet());

    assertThat(fields.match(page, List.of(labelled("Name")), taken)).isEmpty();
  }

  @Test
  void a_plain_password_field_takes_the_new_password_and_not_the_one_that_repeats_it() {
    PageSnapshot page =
        page(
            "",
            input("password").id("again").label("Confirm password"),
            input("password").id("first").label("Password"));

    assertThat(match(page, named("new-password")))
        .containsExactly(Map.entry("new-password", "first"));
  }

  @Test
  void old_and_new_password_go_each_to_its_field() {
    PageSnapshot page =
        page(
            "",
            input("password").id("old").label("Current password"),
            input("password").id("new").label("New password"),
            input("password").id("again").label("Repeat new password"));

    assertThat(match(page, named("new-password"), named("current-password")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("current-password", "old", "new-password", "new"));
  }

  @Test
  void a_button_is_no_place_for_a_value() {
    assertThat(match(page("", button("Name")), labelled("Name"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Texas, TX",
    "texas, TX",
    "TX, TX",
    "United States, US",
    "Limited liability company, LLC",
    "Limited Liability Company (LLC), LLC"
  })
  void a_choice_goes_by_its_text_or_its_value(String wanted, String value) {
    Control list =
        select()
            .options(
                "=Please choose", "TX=Texas", "US=United States", "LLC=Limited liability company")
            .build();

    assertThat(FieldMatcher.choice(list, wanted).map(Control.Option::value)).contains(value);
  }

  @Test
  void a_choice_that_is_not_there_is_not_replaced_by_another() {
    Control list = select().options("1=Damaged in transit", "2=Ordered in error").build();

    assertThat(FieldMatcher.choice(list, "Wrong colour")).isEmpty();
    assertThat(FieldMatcher.choice(list, "")).isEmpty();
  }
}
