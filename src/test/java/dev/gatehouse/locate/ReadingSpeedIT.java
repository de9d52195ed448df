package dev.gatehouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.Browsers;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.browser.TestSite;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long it takes to read a page of two hundred controls, and to say what it is. */
@Tag("timed")
@Timeout(60)
class ReadingSpeedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int WARM_UP = 30;
  private static final int RUNS = 41;

  @Test
  void a_page_of_two_hundred_controls_is_read_and_recognised_in_no_time() {
    Browsers browsers = new Browsers(Machine.current());
    try (TestSite site = new TestSite();
        Engine engine = browsers.launch(browsers.find(false).orElseThrow(), false);
        BrowserSession session = engine.open(SessionOptions.PLAIN)) {
      site.page("/large", largePage());
      session.page().open(site.address("/large"), PATIENCE);
      Locator locator = new Locator();

      PageSnapshot page = locator.snapshot(session.page(), Map.of(), PATIENCE);
      assertThat(page.controls()).hasSize(200);
      assertThat(locator.read(page).kind()).isEqualTo(PageKind.LOGIN);

      double snapshot = medianMillis(() -> locator.snapshot(session.page(), Map.of(), PATIENCE));
      double recognition = medianMillis(() -> locator.read(page));
      System.out.printf(
          "200 controls: snapshot %.1f ms, recognition %.1f ms%n", snapshot, recognition);
      // Ten times what it takes on a machine that does nothing else.
      assertThat(snapshot).isLessThan(500);
      assertThat(recognition).isLessThan(100);
    }
  }

  private static double medianMillis(Runnable call) {
    long[] took =
        LongStream.generate(() -> nanos(call))
            .limit(WARM_UP + RUNS)
            .skip(WARM_UP)
            .sorted()
            .toArray();
    return took[RUNS / 2] / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static long nanos(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return System.nanoTime() - start;
  }

  private static String largePage() {
    String[] labels = {
      "Company name", "Street", "Postal code", "City", "Telephone", "Tax number", "Remarks"
    };
    return "<!doctype html><title>Acme</title><h1>Sign in or order</h1>"
        + "<form><label>User name <input></label><label>Password <input type=password></label>"
        + "<button>Sign in</button></form><form>"
        + IntStream.range(0, 97)
            .mapToObj(
                i ->
                    "<p><label for=f%d>%s %d</label><input id=f%d name=order_%d></p>"
                        .formatted(i, labels[i % labels.length], i, i, i))
            .collect(Collectors.joining())
        + "<button>Order</button></form><ul>"
        + IntStream.range(0, 99)
            .mapToObj(i -> "<li><a href=/goods/%d>Goods of kind %d</a>".formatted(i, i))
            .collect(Collectors.joining())
        + "</ul>";
  }
}
