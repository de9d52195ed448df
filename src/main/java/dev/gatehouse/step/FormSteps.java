package dev.gatehouse.step;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.flow.Flows;
import dev.gatehouse.flow.FormValues;
import dev.gatehouse.flow.Visit;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.problem.Nearest;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Steps that fill in and submit the forms a portal's definition names. */
public final class FormSteps {

  private static final String REFERENCE = "reference";

  private final World world;
  private final Flows flows;

  public FormSteps(World world) {
    this.world = world;
    this.flows = world.services().flows();
  }

  @When("I fill in the {form} form for {entity} with:")
  @Example(
      value =
          """
          When I fill in the "cancellation" form for baobab_fibre with:
            | circuit     | CX-1001   |
            | solution id | SOL-20391 |\
          """,
      does =
          "Opens the form and fills in the table's values, the rest from the entity's profile and"
              + " the definition; values are checked before the form is opened.")
  public void fillForWith(String form, String entity, DataTable table) {
    fill(form, Optional.of(entity), table.asMap());
  }

  @When("I fill in the {form} form for {entity}")
  @Example(
      value = "When I fill in the \"profile\" form for acme_networks",
      does = "Opens the form and fills it in from the entity's profile and the definition alone.")
  public void fillFor(String form, String entity) {
    fill(form, Optional.of(entity), Map.of());
  }

  @When("I fill in the {form} form with:")
  @Example(
      value = "When I fill in the \"circuit_check\" form with:\n  | circuit | CX-1001 |",
      does = "Opens the form and fills it in with the table's values, for no entity.")
  public void fillWith(String form, DataTable table) {
    fill(form, Optional.empty(), table.asMap());
  }

  private void fill(String formName, Optional<String> entityId, Map<String, String> given) {
    world.failUnclaimed();
    Visit visit = world.visit();
    Form form = form(visit.site().portal(), formName);
    Optional<Entity> entity = entityId.map(world::entity);
    Map<String, String> values =
        checked(FormValues.of(form, entity, blanksOut(given), world.accountInUse()));
    world.filledIn(new World.FilledForm(form, entityId.orElse(""), values));
    world.act("fill-form", () -> flows.fill(visit, form, values));
  }

  // An empty cell means "no value"; Cucumber gives it as null.
  private static Map<String, String> blanksOut(Map<String, String> table) {
    Map<String, String> values = new HashMap<>(table);
    values.values().removeIf(value -> value == null || value.isBlank());
    return values;
  }

  static Form form(Portal portal, String name) {
    return portal
        .form(name)
        .orElseThrow(
            () ->
                new OutcomeException(
                    new Outcome.Failed(
                        FailureKind.INPUT_INVALID,
                        "The portal \"%s\" has no form \"%s\"; it has: %s.%s"
                            .formatted(
                                portal.name(),
                                name,
                                String.join(", ", portal.forms().keySet()),
                                Nearest.to(name, portal.forms().keySet())
                                    .map(near -> " Did you mean \"" + near + "\"?")
                                    .orElse("")),
                        Evidence.NONE)));
  }

  static Map<String, String> checked(FormValues values) {
    if (!values.problems().isEmpty()) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.INPUT_INVALID,
              values.problems().stream()
                  .map(FormValues.FieldProblem::message)
                  .collect(Collectors.joining("\n")),
              Evidence.NONE));
    }
    return values.values();
  }

  @When("I submit the form")
  @Example(
      value = "When I submit the form",
      does =
          "Turns the remaining pages, submits once, and reads whether the portal accepted it. A"
              + " later step may expect a refusal; if none does, a refusal fails the scenario.")
  public void submit() {
    World.FilledForm filled = world.form();
    world.attempt(
        "submit-form",
        () -> flows.submit(world.visit(), filled.form(), filled.entity(), filled.values()));
  }

  @Then("the submission is confirmed")
  @Example(
      value = "Then the submission is confirmed",
      does = "The portal confirmed what was submitted.")
  public void confirmed() {
    Outcome outcome = world.claim("submission");
    if (!outcome.succeeded()) {
      throw new OutcomeException(outcome);
    }
    noteReference(world, outcome);
  }

  @Then("the submission is refused with {string}")
  @Example(
      value = "Then the submission is refused with \"already cancelled\"",
      does = "The portal refused what was submitted, and its message holds the text.")
  public void refusedWith(String text) {
    Outcome outcome = world.claim("submission");
    SignInSteps.expect(outcome, FailureKind.SUBMISSION_REJECTED.title(), "The submission");
    if (!outcome.message().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.CHECK_FAILED,
              "The portal's refusal does not say \"%s\"; it says: %s"
                  .formatted(text, outcome.message()),
              outcome.evidence()));
    }
  }

  @Then("the submission needs a person because of {outcome}")
  @Example(
      value = "Then the submission needs a person because of \"submission uncertain\"",
      does = "How the submission ended is not known, so a person must look; it is not sent again.")
  public void needsPerson(String title) {
    SignInSteps.expect(world.claim("submission"), title, "The submission");
  }

  static void noteReference(World world, Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      done.reference().ifPresent(reference -> world.note(REFERENCE, reference));
    }
  }

  @Then("I note the reference as {string}")
  @Example(
      value = "Then I note the reference as \"cancellation\"",
      does = "Keeps the portal's reference number under a name, for later steps and the report.")
  public void noteAs(String name) {
    world.note(name, world.noted(REFERENCE));
  }

  @Then("the reference starts with {string}")
  @Example(
      value = "Then the reference starts with \"OCT-\"",
      does = "The portal's reference number begins so.")
  public void referenceStarts(String prefix) {
    String reference = world.noted(REFERENCE);
    if (!reference.startsWith(prefix)) {
      throw new OutcomeException(
          new Outcome.Failed(
              FailureKind.CHECK_FAILED,
              "The reference is \""
                  + reference
                  + "\", expected one that starts with \""
                  + prefix
                  + "\".",
              Evidence.NONE));
    }
  }

  @Then("I see what I noted as {string}")
  @Example(
      value = "Then I see what I noted as \"cancellation\"",
      does = "The page shows the value noted before.")
  public void seeNoted(String name) {
    world.act("see", () -> flows.see(world.visit(), world.noted(name)));
  }
}
