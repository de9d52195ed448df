package dev.gatehouse.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.FormField;
import dev.gatehouse.portal.Marks;
import dev.gatehouse.rule.ValueRule;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormValuesTest {

  private static final Account ACCOUNT =
      new Account("octotel", "default", "dana", new Secret("Plinth%Orbit"), Optional.empty());

  private final Definitions definitions = Definitions.load(Path.of("portals"));
  private final Entity baobab = definitions.entities().withId("baobab_fibre").orElseThrow();
  private final Form cancellation =
      Objects.requireNonNull(
          definitions.portals().named("octotel").orElseThrow().forms().get("cancellation"));

  private FormValues cancellation(Map<String, String> given) {
    return FormValues.of(cancellation, Optional.of(baobab), given, Optional.empty());
  }

  private static List<String> problems(FormValues values) {
    return values.problems().stream().map(FormValues.FieldProblem::message).toList();
  }

  private static FormField field(String name) {
    return new FormField(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        false);
  }

  private static Form form(FormField... fields) {
    Map<String, FormField> byName = new LinkedHashMap<>();
    for (FormField field : fields) {
      byName.put(field.name(), field);
    }
    return new Form(
        "order",
        "Order",
        Optional.empty(),
        List.of(),
        byName,
        Optional.empty(),
        Marks.NONE,
        Marks.NONE,
        Optional.empty());
  }

  @Test
  void given_values_go_by_name_or_label_however_they_are_written() {
    FormValues values =
        cancellation(
            Map.of(
                "Circuit Number", "CX-1001",
                "solution_id", "SOL-5001",
                "EFFECTIVE DATE", "2027-01-31"));

    assertThat(problems(values)).isEmpty();
    assertThat(values.values())
        .containsExactly(
            Map.entry("circuit", "CX-1001"),
            Map.entry("solution-id", "SOL-5001"),
            Map.entry("reason", "Customer Service ISP"),
            Map.entry("comment", "Bot cancellation. Ref: SOL-5001"),
            Map.entry("effective-date", "2027-01-31"),
            Map.entry("confirm", "yes"));
  }

  @Test
  void nothing_overrides_a_fixed_value() {
    FormValues values =
        cancellation(
            Map.of(
                "circuit", "CX-1001",
                "solution id", "SOL-5001",
                "effective date", "2027-01-31",
                "reason", "Other"));

    assertThat(problems(values))
        .containsExactly(
            "\"reason\" is fixed to \"Customer Service ISP\" and cannot be set to \"Other\"; take it"
                + " out of the table.");
    assertThat(values.values()).containsEntry("reason", "Customer Service ISP");
  }

  @Test
  void a_value_put_into_another_cannot_bring_a_placeholder_of_its_own() {
    Form form =
        form(
            field("solution-id"),
            new FormField(
                "comment",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Ref: {solution-id}"),
                List.of(),
                Optional.empty(),
                false,
                false),
            field("pin"));

    FormValues values =
        FormValues.of(
            form,
            Optional.empty(),
            Map.of("solution-id", "{pin} $1 \\", "pin", "4711"),
            Optional.empty());

    assertThat(values.values()).containsEntry("comment", "Ref: {pin} $1 \\");
  }

  @Test
  void a_missing_value_is_told_once_also_when_a_fixed_one_needs_it() {
    assertThat(problems(cancellation(Map.of("circuit", "CX-1001", "effective date", "2027-01-31"))))
        .containsExactly(
            "The form \"cancellation\" needs a value for \"solution-id\"; give it in the table.");
  }

  @Test
  void a_fixed_value_that_needs_another_says_so() {
    Form form =
        form(
            field("ticket"),
            new FormField(
                "comment",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Ref: {ticket}"),
                List.of(),
                Optional.empty(),
                false,
                false));

    assertThat(problems(FormValues.of(form, Optional.empty(), Map.of(), Optional.empty())))
        .containsExactly(
            "\"comment\" is fixed to \"Ref: {ticket}\", which needs a value for \"ticket\"; give"
                + " one in the table.");
  }

  @Test
  void every_problem_is_told_at_once() {
    assertThat(
            problems(
                cancellation(
                    Map.of(
                        "circuit", "CX 1001!",
                        "solution id", "X",
                        "effective date", "soon",
                        "colour", "red"))))
        .hasSize(4)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "The form \"cancellation\" has no field \"colour\"; it has: circuit,"
                            + " solution-id, reason, comment, effective-date, confirm."))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "\"circuit\" is \"CX 1001!\", expected 3 to 20 letters, digits, _ or -"
                            + " (circuit-number)."));
  }

  @Test
  void a_problem_knows_the_row_it_stands_in() {
    FormValues values = cancellation(Map.of("Circuit Number", "CX 1001!", "solution id", "SOL-1"));

    assertThat(values.problems())
        .extracting(FormValues.FieldProblem::row)
        .containsExactly(Optional.of("Circuit Number"), Optional.empty());
  }

  @Test
  void only_allowed_values_are_allowed() {
    Form form =
        form(
            new FormField(
                "kind",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("full", "partial"),
                Optional.empty(),
                false,
                false));

    assertThat(
            problems(
                FormValues.of(form, Optional.empty(), Map.of("kind", "half"), Optional.empty())))
        .containsExactly("\"kind\" cannot be \"half\"; allowed: full, partial.");
    assertThat(
            problems(
                FormValues.of(form, Optional.empty(), Map.of("kind", "full"), Optional.empty())))
        .isEmpty();
  }

  @Test
  void what_the_profile_lacks_is_told_with_its_path() {
    Form form =
        form(
            new FormField(
                "uei",
                Optional.empty(),
                Optional.empty(),
                Optional.of("uei"),
                Optional.empty(),
                List.of(),
                ValueRule.named("uei"),
                true,
                false));

    assertThat(problems(FormValues.of(form, Optional.of(baobab), Map.of(), Optional.empty())))
        .containsExactly(
            "The form \"order\" needs a value for \"uei\"; give it in the table or as uei in the"
                + " entity's profile.");
  }

  @Test
  void usual_values_come_from_the_profile_by_themselves() {
    Form form =
        form(
            field("organization"),
            field("name"),
            field("email"),
            field("tel"),
            field("street-address"),
            field("address-level2"),
            field("country"),
            field("url"));

    assertThat(FormValues.of(form, Optional.of(baobab), Map.of(), Optional.empty()).values())
        .containsExactly(
            Map.entry("organization", "Baobab Fibre (Pty) Ltd"),
            Map.entry("name", "Thandi Maseko"),
            Map.entry("email", "thandi.maseko@baobab-fibre.example"),
            Map.entry("tel", "+27 21 555 0150"),
            Map.entry("street-address", "14 Kloof Street\nGardens"),
            Map.entry("address-level2", "Cape Town"),
            Map.entry("country", "South Africa"),
            Map.entry("url", "https://www.baobab-fibre.example"));
  }

  @Test
  void what_a_feature_gives_goes_before_the_profile() {
    Form form = form(field("email"));

    assertThat(
            FormValues.of(
                    form,
                    Optional.of(baobab),
                    Map.of("E-Mail", "orders@example.com"),
                    Optional.empty())
                .values())
        .containsEntry("email", "orders@example.com");
  }

  @Test
  void a_secret_comes_from_the_account_alone() {
    FormField secret =
        new FormField(
            "new-password",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            true,
            true);

    FormValues values =
        FormValues.of(
            form(secret),
            Optional.empty(),
            Map.of("new-password", "typed-in-a-file"),
            Optional.of(ACCOUNT));

    assertThat(problems(values))
        .containsExactly(
            "\"new-password\" is a secret; it comes from the account and cannot stand in a feature"
                + " file.");
    assertThat(values.values()).containsEntry("new-password", "Plinth%Orbit");
  }

  @Test
  void a_form_without_fields_takes_what_it_is_given() {
    assertThat(
            FormValues.of(form(), Optional.empty(), Map.of("Colour", "red"), Optional.empty())
                .values())
        .containsExactly(Map.entry("Colour", "red"));
  }
}
