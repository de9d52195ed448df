package dev.gatehouse.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.browser.FrameReading;
import dev.gatehouse.locate.PageSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StillnessTest {

  private long now = 1_000;
  private final Stillness stillness = new Stillness(() -> now);

  private void after(long millis, String address, String text) {
    now += Duration.ofMillis(millis).toNanos();
    PageSnapshot.Content content =
        new PageSnapshot.Content(
            "", "", false, text, List.of(), List.of(), List.of(), List.of(), List.of(), false);
    FrameReading main = new FrameReading("main", address, true, "");
    stillness.see(new PageSnapshot(List.of(new PageSnapshot.Frame(main, content))));
  }

  private void tickFor(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      after(250, "https://acme.example/", "It is " + now);
    }
  }

  @Test
  void what_stands_still_is_quiet_since_it_changed_last() {
    after(0, "https://acme.example/", "Welcome");
    after(400, "https://acme.example/", "Welcome, Dana");
    after(300, "https://acme.example/", "Welcome, Dana");

    assertThat(stillness.quiet()).isEqualTo(Duration.ofMillis(300));
    assertThat(stillness.isRestless()).isFalse();
  }

  @Test
  void a_clock_keeps_a_page_from_being_quiet_for_ten_seconds() {
    tickFor(Duration.ofMillis(9_500));
    assertThat(stillness.quiet()).isZero();
    assertThat(stillness.isRestless()).isFalse();

    tickFor(Duration.ofSeconds(1));
    assertThat(stillness.isRestless()).isTrue();
    assertThat(stillness.quiet()).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void a_page_that_rested_for_a_second_is_not_restless() {
    tickFor(Duration.ofSeconds(9));
    after(0, "https://acme.example/", "Welcome");
    after(1_000, "https://acme.example/", "Welcome");
    tickFor(Duration.ofSeconds(9));

    assertThat(stillness.isRestless()).isFalse();
    assertThat(stillness.quiet()).isZero();
  }

  @Test
  void another_page_begins_anew() {
    tickFor(Duration.ofSeconds(11));
    after(250, "https://acme.example/orders", "Orders");

    assertThat(stillness.isRestless()).isFalse();
    assertThat(stillness.quiet()).isZero();
  }
}
