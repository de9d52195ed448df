package dev.gatehouse.report.glue;

import dev.gatehouse.outcome.Evidence;
import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.Outcome;
import dev.gatehouse.outcome.OutcomeText;
import dev.gatehouse.outcome.PersonReason;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Steps that end as they are told to, and attach what the product attaches. */
public final class PortalSteps {

  private static final Evidence EVIDENCE =
      new Evidence(
          "http://td-synnex.localhost/login",
          "Partner sign-in <img src=x onerror=\"document.title='owned'\">",
          List.of("the page answered 503", "password canary-5Hq8-xyz was shown"));

  /** Cucumber makes the steps itself, so a test can hand them something only this way. */
  private static final AtomicReference<Runnable> INTERRUPTION = new AtomicReference<>(() -> {});

  private @Nullable Scenario scenario;

  /** Sets what the step that interrupts the run does. */
  public static void onInterruption(Runnable action) {
    INTERRUPTION.set(action);
  }

  @Before
  public void remember(Scenario started) {
    scenario = started;
  }

  @After
  public void screenshot(Scenario ended) throws IOException {
    ended.attach(picture(ended.isFailed()), "image/png", "Screenshot at the end");
  }

  @When("the portal lets us in")
  public void the_portal_lets_us_in() {
    attach(
        new Outcome.Done(
            "Signed in as acme",
            Optional.of(Instant.parse("2026-03-01T12:00:00Z")),
            Optional.empty(),
            EVIDENCE));
  }

  @When("the portal ends with {word}")
  public void the_portal_ends_with(String name) {
    FailureKind kind = FailureKind.valueOf(name);
    String message =
        "the portal said <img src=x onerror=\"document.title='owned'\"> canary-5Hq8-xyz";
    attach(new Outcome.Failed(kind, message, EVIDENCE));
    throw new OutcomeException(kind.title() + ": " + message);
  }

  @When("a person is needed for {word}")
  public void a_person_is_needed_for(String name) {
    PersonReason reason = PersonReason.valueOf(name);
    throw new OutcomeException(reason.title() + ": a picture asks for letters");
  }

  @When("we fill in")
  public void we_fill_in(DataTable values) {
    attach(Outcome.Done.of("Filled in " + values.height() + " fields", EVIDENCE));
  }

  @When("Gatehouse has a {word}")
  public void gatehouse_has_a(String defect) {
    if (!defect.isEmpty()) {
      throw new IllegalStateException("a " + defect + " of ours");
    }
  }

  @When("the run is interrupted")
  public void the_run_is_interrupted() {
    Objects.requireNonNull(INTERRUPTION.get()).run();
  }

  @Then("the account page is shown")
  public void the_account_page_is_shown() {
    attach(Outcome.Done.of("The account page is shown", EVIDENCE));
  }

  private void attach(Outcome outcome) {
    if (scenario == null) {
      throw new IllegalStateException("No scenario has begun");
    }
    scenario.attach(new OutcomeText(ZoneOffset.UTC).of(outcome), OutcomeText.MEDIA_TYPE, "Outcome");
  }

  private static byte[] picture(boolean failed) throws IOException {
    BufferedImage image = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(failed ? new Color(0xB03A2E) : new Color(0x1E8449));
    graphics.fillRect(0, 0, 640, 400);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
