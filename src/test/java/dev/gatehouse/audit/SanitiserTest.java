package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SanitiserTest {

  private final Sanitiser sanitiser =
      new Sanitiser(text -> text.replace("hunter2-live", "[REDACTED]"));

  private Map<String, Object> clean(Map<String, Object> details) {
    return sanitiser.clean(Logs.entry(1, details)).details();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Password",
        "PASS-WORD",
        "pass_word",
        "new password",
        "currentPassword",
        "client_secret",
        "token",
        "access.token",
        "csrfToken",
        "api_key",
        "API-Key",
        "apikey",
        "x-api-key",
        "Authorization",
        "Proxy-Authorization",
        "cookie",
        "Set-Cookie",
        "passphrase",
        "ｐａｓｓｗｏｒｄ",
        "one-time-code",
        "totp",
        "otp",
        "credentials",
        "private_key",
        "pwd"
      })
  void values_under_names_of_secrets_are_taken_out_at_any_depth(String name) {
    Map<String, Object> clean =
        clean(
            Map.of(
                "list",
                List.of(Map.of("a", Map.of(name, "hunter2"))),
                name,
                Map.of("deeper", List.of("hunter2"))));
    assertThat(clean).containsEntry(name, "[REDACTED]");
    assertThat(clean.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message",
        "observations",
        "page",
        "address",
        "pin-code-city",
        "compass",
        "author",
        "keys"
      })
  void other_values_stay(String name) {
    assertThat(clean(Map.of(name, "value"))).containsEntry(name, "value");
  }

  @Test
  void live_secrets_are_taken_out_of_every_text() {
    AuditEntry entry = Logs.entry(1, Map.of("a hunter2-live name", "a hunter2-live value"));
    AuditEntry dirty =
        new AuditEntry(
            entry.id(),
            "hunter2-live",
            "hunter2-live",
            entry.time(),
            "hunter2-live",
            "hunter2-live",
            "hunter2-live",
            "hunter2-live",
            "hunter2-live",
            "hunter2-live",
            "hunter2-live",
            "hunter2-live",
            entry.details());
    assertThat(new String(CanonicalJson.bytes(sanitiser.clean(dirty).members()), UTF_8))
        .doesNotContain("hunter2");
  }

  @Test
  void a_secret_is_taken_out_before_a_text_is_cut() {
    String text = "x".repeat(Sanitiser.LONGEST_TEXT - 6) + "hunter2-live";
    assertThat(clean(Map.of("message", text)).get("message")).asString().doesNotContain("hunter");
  }

  @Test
  void secrets_in_running_text_are_taken_out() {
    assertThat(
            clean(
                Map.of(
                    "message",
                    "POST /in?user=ann&password=hunter2&next=1 sent\nAuthorization: Basic aHVudA==\nOK")))
        .containsEntry(
            "message",
            "POST /in?user=ann&password=[REDACTED]&next=1 sent\nAuthorization: [REDACTED]\nOK");
    assertThat(clean(Map.of("message", "The password is wrong: try again")))
        .containsEntry("message", "The password is wrong: try again");
  }

  @Test
  void control_characters_and_halves_of_pairs_become_visible() {
    assertThat(
            clean(Map.of("message", "a\u0000b\u001b[2Jc\u009bd\ud83de\udc00f\r\n\tg\ud83d\ude00")))
        .containsEntry(
            "message", "a\\u0000b\\u001b[2Jc\\u009bd\ufffde\ufffdf\\u000d\n\tg\ud83d\ude00");
  }

  @Test
  void ten_megabytes_become_a_bounded_entry_in_bounded_time() {
    long start = System.nanoTime();
    Map<String, Object> clean =
        clean(Map.of("message", "a=".repeat(5 << 20), "other", "token".repeat(2 << 20)));
    assertThat(CanonicalJson.bytes(clean).length).isLessThan(10_000);
    assertThat(clean.get("message"))
        .asString()
        .endsWith("… (10481664 characters more)")
        .hasSize(Sanitiser.LONGEST_TEXT + "… (10481664 characters more)".length());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void wide_and_deep_details_are_bounded() {
    Map<String, Object> wide = new LinkedHashMap<>();
    for (int i = 0; i < 1000; i++) {
      wide.put("name " + i, i);
    }
    Map<String, Object> clean = clean(wide);
    assertThat(clean).hasSize(101).containsEntry("…", "and 900 more");
    Object deep = "end";
    for (int i = 0; i < 5000; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("a", deep);
    }
    assertThat(clean(Map.of("deep", deep)).toString())
        .hasSizeLessThan(200)
        .contains("(deeper than 8)");
    List<Object> long100 = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long100.add("y".repeat(4000));
    }
    assertThat(clean(Map.of("list", long100)))
        .isEqualTo(Map.of("left-out", "400310 bytes of details, more than an entry holds"));
  }

  @Test
  void numbers_json_readers_differ_about_become_texts() {
    assertThat(clean(Map.of("a", 1.5, "b", Long.MAX_VALUE, "c", 7, "d", true)))
        .isEqualTo(Map.of("a", "1.5", "b", "9223372036854775807", "c", 7L, "d", true));
  }
}
