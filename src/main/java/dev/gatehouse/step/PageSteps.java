package dev.gatehouse.step;

import dev.gatehouse.flow.Flows;
import dev.gatehouse.flow.Visit;
import dev.gatehouse.locate.Intent;
import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.portal.Marks;
import dev.gatehouse.portal.Place;
import dev.gatehouse.problem.Nearest;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;

/** Steps for single pages: go there, click, enter, see. */
public final class PageSteps {

  private final World world;
  private final Flows flows;

  public PageSteps(World world) {
    this.world = world;
    this.flows = world.services().flows();
  }

  @When("I go to {place}")
  @Example(
      value = "When I go to \"open orders\"",
      does =
          "Goes to a place the portal's definition names and checks that it shows what it should.")
  public void goTo(String name) {
    world.failUnclaimed();
    Visit visit = world.visit();
    Place place = place(visit, name);
    world.act(
        "go-to",
        () ->
            place.page().isPresent()
                ? flows.open(visit, name, place.page().get(), place.shows())
                : flows.follow(visit, name, place.follow(), place.shows()));
  }

  private static Place place(Visit visit, String name) {
    var places = visit.site().portal().places();
    return visit
        .site()
        .portal()
        .place(name)
        .orElseThrow(
            () ->
                invalid(
                    "The portal \"%s\" has no place \"%s\"; it has: %s.%s"
                        .formatted(
                            visit.site().portal().name(),
                            name,
                            String.join(", ", places.keySet()),
                            Nearest.to(name, places.keySet())
                                .map(near -> " Did you mean \"" + near + "\"?")
                                .orElse(""))));
  }

  private static OutcomeException invalid(String message) {
    return new OutcomeException(
        new Outcome.Failed(FailureKind.INPUT_INVALID, message, Evidence.NONE));
  }

  @When("I click {label}")
  @Example(
      value = "When I click \"Price list\"",
      does = "Clicks the button or link that says so, and waits for what that sets off.")
  public void click(String text) {
    world.failUnclaimed();
    world.act("click", () -> flows.press(world.visit(), text));
  }

  @When("I continue to the next page")
  @Example(
      value = "When I continue to the next page",
      does = "Clicks what takes a form with several pages to its next one.")
  public void next() {
    world.failUnclaimed();
    world.act("next", () -> flows.press(world.visit(), Intent.NEXT));
  }

  @When("I accept the terms")
  @Example(value = "When I accept the terms", does = "Clicks what accepts the terms shown.")
  public void accept() {
    world.failUnclaimed();
    world.act("accept", () -> flows.press(world.visit(), Intent.ACCEPT));
  }

  @When("I enter {string} in {label}")
  @Example(
      value = "When I enter \"CX-1001\" in \"Circuit number\"",
      does = "Types into the field with that label.")
  public void enter(String value, String label) {
    enterValue(label, value);
  }

  @When("I choose {string} from {label}")
  @Example(
      value = "When I choose \"Damaged\" from \"Reason\"",
      does = "Chooses from the list with that label.")
  public void choose(String value, String label) {
    enterValue(label, value);
  }

  @When("I pick {string} for {label}")
  @Example(
      value = "When I pick \"No\" for \"Are you an importer?\"",
      does = "Picks one of the buttons under that question.")
  public void pick(String value, String label) {
    enterValue(label, value);
  }

  @When("I tick {label}")
  @Example(value = "When I tick \"I agree\"", does = "Ticks the box with that label.")
  public void tick(String label) {
    enterValue(label, "yes");
  }

  @When("I untick {label}")
  @Example(value = "When I untick \"Send me news\"", does = "Unticks the box with that label.")
  public void untick(String label) {
    enterValue(label, "no");
  }

  @When("I upload {file} to {label}")
  @Example(
      value = "When I upload \"files/certificate.pdf\" to \"Certificate\"",
      does = "Hands a file, named from the project folder, to the field with that label.")
  public void upload(String file, String label) {
    enterValue(label, file);
  }

  private void enterValue(String label, String value) {
    world.failUnclaimed();
    world.act("enter", () -> flows.enter(world.visit(), label, value));
  }

  @Then("I see {string}")
  @Example(value = "Then I see \"Welcome back\"", does = "Waits until the page shows the text.")
  public void see(String text) {
    world.failUnclaimed();
    world.act("see", () -> flows.see(world.visit(), text));
  }

  @Then("I do not see {string}")
  @Example(
      value = "Then I do not see \"Access denied\"",
      does = "Once the page has come to rest, it does not show the text.")
  public void doNotSee(String text) {
    world.failUnclaimed();
    world.act("see", () -> flows.notSee(world.visit(), text));
  }

  @Then("the portal answers within {int} seconds")
  @Example(
      value = "Then the portal answers within 10 seconds",
      does = "Opens the portal's session page and measures how long it takes.")
  public void answersWithin(int seconds) {
    world.failUnclaimed();
    Visit visit = world.visit();
    world.act(
        "response-time",
        () -> {
          long started = System.nanoTime();
          Outcome opened =
              flows.open(
                  visit,
                  visit.site().portal().title(),
                  visit.site().portal().session().page(),
                  Marks.NONE);
          Duration took = Duration.ofNanos(System.nanoTime() - started);
          if (!opened.succeeded() || took.compareTo(Duration.ofSeconds(seconds)) <= 0) {
            return opened;
          }
          return new Outcome.Failed(
              FailureKind.TIMED_OUT,
              "The portal took %d ms to answer, more than %d s."
                  .formatted(took.toMillis(), seconds),
              opened.evidence());
        });
  }
}
