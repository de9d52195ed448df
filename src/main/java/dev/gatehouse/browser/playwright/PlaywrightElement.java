package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.SelectOption;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.Element;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** A handle to one element. */
// Playwright waits for a navigation a click sets off unless told not to, by an option it means to
// drop.
@SuppressWarnings("deprecation")
final class PlaywrightElement implements Element {

  /** Playwright's own deadline comes first: its message knows more than ours. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ElementHandle handle;
  private final Page page;
  private final Watchdog watchdog;

  PlaywrightElement(ElementHandle handle, Page page, Watchdog watchdog) {
    this.handle = handle;
    this.page = page;
    this.watchdog = watchdog;
  }

  ElementHandle handle() {
    return handle;
  }

  @Override
  public void click(Duration deadline) {
    act(
        "clicked",
        deadline,
        millis ->
            handle.click(new ElementHandle.ClickOptions().setTimeout(millis).setNoWaitAfter(true)));
  }

  @Override
  public void fill(String text, Duration deadline) {
    act(
        "filled",
        deadline,
        millis -> handle.fill(text, new ElementHandle.FillOptions().setTimeout(millis)));
  }

  @Override
  public void type(String text, Duration deadline) {
    act(
        "typed into",
        deadline,
        millis -> {
          handle.fill("", new ElementHandle.FillOptions().setTimeout(millis));
          page.keyboard().type(text);
        });
  }

  @Override
  public void choose(String optionValue, Duration deadline) {
    try {
      act(
          "set",
          deadline,
          millis ->
              handle.selectOption(
                  new SelectOption().setValue(optionValue),
                  new ElementHandle.SelectOptionOptions().setTimeout(millis)));
    } catch (BrowserException e) {
      throw e.reason() == Reason.TIMEOUT ? noSuchOption(optionValue, e) : e;
    }
  }

  private BrowserException noSuchOption(String optionValue, BrowserException timeout) {
    String offered = ask(PageScript.OPTIONS_OF);
    if (List.of(offered.split(", ")).contains(optionValue)) {
      return timeout;
    }
    return new BrowserException(
        Reason.TIMEOUT,
        describe()
            + " has no option with the value \""
            + optionValue
            + "\". It offers: "
            + offered
            + ".");
  }

  @Override
  public void check(boolean on, Duration deadline) {
    act(
        on ? "ticked" : "unticked",
        deadline,
        millis -> {
          Map<?, ?> state = (Map<?, ?>) handle.evaluate(PageScript.TICK_STATE.source());
          if (Boolean.valueOf(on).equals(state.get("on"))) {
            return;
          }
          if (Boolean.TRUE.equals(state.get("hidden"))
              && Boolean.TRUE.equals(state.get("labelled"))) {
            clickLabel(on, millis);
          } else {
            handle.setChecked(on, new ElementHandle.SetCheckedOptions().setTimeout(millis));
          }
        });
  }

  private void clickLabel(boolean on, double millis) {
    ElementHandle label = handle.evaluateHandle(PageScript.LABEL_TO_CLICK.source()).asElement();
    if (label == null) {
      throw Failures.stale("ticked", describe());
    }
    Map<?, ?> point = (Map<?, ?>) label.evaluate(PageScript.LABEL_POINT.source());
    label.click(
        new ElementHandle.ClickOptions()
            .setPosition(number(point, "x"), number(point, "y"))
            .setTimeout(millis)
            .setNoWaitAfter(true));
    Map<?, ?> state = (Map<?, ?>) handle.evaluate(PageScript.TICK_STATE.source());
    if (!Boolean.valueOf(on).equals(state.get("on"))) {
      throw new BrowserException(
          Reason.BLOCKED,
          describe()
              + " is hidden, and clicking its label left it "
              + (on ? "unticked" : "ticked")
              + ".");
    }
  }

  @Override
  public void upload(List<Path> files, Duration deadline) {
    act(
        "given files",
        deadline,
        millis ->
            handle.setInputFiles(
                files.toArray(new Path[0]),
                new ElementHandle.SetInputFilesOptions().setTimeout(millis)));
  }

  @Override
  public void press(String key, Duration deadline) {
    act(
        "sent the key " + key,
        deadline,
        millis ->
            handle.press(
                key, new ElementHandle.PressOptions().setTimeout(millis).setNoWaitAfter(true)));
  }

  @Override
  public void leave(Duration deadline) {
    act("left", deadline, millis -> handle.evaluate(PageScript.LEAVE.source()));
  }

  private void act(String action, Duration deadline, DoubleConsumer call) {
    long millis = Math.max(1, deadline.toMillis());
    try {
      watchdog.within(
          deadline.plus(GRACE), "an element was " + action, () -> call.accept((double) millis));
    } catch (PlaywrightException e) {
      throw Failures.ofElement(action, describe(), millis, e);
    }
  }

  private String describe() {
    String description = ask(PageScript.DESCRIBE_ELEMENT);
    return description.isEmpty() ? "The element" : description;
  }

  /** Asks for a message's sake: whatever goes wrong, the message can do without. */
  private String ask(PageScript script) {
    try {
      return watchdog.within(
          GRACE, "describing an element", () -> String.valueOf(handle.evaluate(script.source())));
    } catch (PlaywrightException | BrowserException e) {
      return "";
    }
  }

  private static double number(Map<?, ?> point, String name) {
    return point.get(name) instanceof Number value ? value.doubleValue() : 0;
  }
}
