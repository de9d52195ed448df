package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private final Redactor redactor = new Redactor();

  @Test
  void every_occurrence_is_cleaned_out() {
    redactor.watch(new Secret("Plinth%Orbit_3307"));

    assertThat(redactor.clean("typed Plinth%Orbit_3307, again: \"Plinth%Orbit_3307\""))
        .isEqualTo("typed [REDACTED], again: \"[REDACTED]\"");
    assertThat(redactor.clean("nothing here")).isEqualTo("nothing here");
  }

  @Test
  void an_encoded_value_is_cleaned_out_too() {
    redactor.watch(new Secret("a+b & c/ü"));

    assertThat(redactor.clean("?password=a%2Bb+%26+c%2F%C3%BC&next=/"))
        .isEqualTo("?password=[REDACTED]&next=/");
    assertThat(redactor.clean("?password=a%252Bb%2520%2526%2520c%252F%25C3%25BC&next=/"))
        .isEqualTo("?password=[REDACTED]&next=/");
    assertThat(redactor.clean("<b>a&#43;b &amp; c&#x2F;&#252;</b>")).isEqualTo("<b>[REDACTED]</b>");
    assertThat(redactor.clean("{\"p\":\"a+b & c\\/\\u00fc\"}")).isEqualTo("{\"p\":\"[REDACTED]\"}");
  }

  @Test
  void a_value_within_another_leaves_no_rest_of_the_longer_one() {
    redactor.watch(new Secret("tundra!"));
    redactor.watch(new Secret("tundra!-fennel"));

    assertThat(redactor.clean("tundra!-fennel and tundra!")).isEqualTo("[REDACTED] and [REDACTED]");
  }

  @Test
  void a_short_word_is_cleaned_out_only_as_a_word() {
    redactor.watch(new Secret("the"));

    assertThat(redactor.clean("the page, the other; theirs"))
        .isEqualTo("[REDACTED] page, [REDACTED] other; theirs");
  }

  @Test
  void a_single_letter_is_cleaned_out_only_as_a_value() {
    redactor.watch(new Secret("a"));

    assertThat(redactor.clean("password=a&user=anna, a \"a\" on a page; <b>a</b>"))
        .isEqualTo("password=[REDACTED]&user=anna, a \"[REDACTED]\" on a page; <b>[REDACTED]</b>");
    assertThat(redactor.clean("a")).isEqualTo("[REDACTED]");
  }

  @Test
  void a_one_time_code_within_a_longer_number_is_another_number() {
    redactor.watch(new Secret("730123"));

    assertThat(redactor.clean("at 1763730123456 the code 730123 was given"))
        .isEqualTo("at 1763730123456 the code [REDACTED] was given");
  }

  @Test
  void capitals_made_by_a_style_sheet_do_not_hide_a_long_value() {
    redactor.watch(new Secret("Quillon#Ember~9142"));

    assertThat(redactor.clean("WRONG: QUILLON#EMBER~9142!")).isEqualTo("WRONG: [REDACTED]!");
  }

  @Test
  void white_space_that_a_browser_folds_does_not_hide_a_value() {
    redactor.watch(new Secret("first line\r\n  second\tline "));

    assertThat(redactor.clean("It was: first line second line.")).isEqualTo("It was: [REDACTED].");
    assertThat(redactor.clean("first%20line%0D%0A%20%20second%09line%20x"))
        .isEqualTo("[REDACTED]%20x");
  }

  @Test
  void the_header_of_http_basic_authentication_is_cleaned_out() {
    redactor.watch(new Secret("Zephyr+Marlin=2076"));
    for (String user : List.of("a", "ab", "abc", "abcd")) {
      String header =
          Base64.getEncoder()
              .encodeToString((user + ":Zephyr+Marlin=2076").getBytes(StandardCharsets.UTF_8));

      String left = redactor.clean("authorization: Basic " + header);

      assertThat(left).contains(Redactor.MARK).doesNotContain(header.substring(8, 20));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sorrel&Lattice;66               | [REDACTED]
          it was Sorrel&Lattice           | it was [REDACTED]
          it was Sorrel&Latt… and so on   | it was [REDACTED]… and so on
          it was Sorrel&Latt... and so on | it was [REDACTED]... and so on
          it was Sorr                     | it was Sorr
          """)
  void the_beginning_of_a_value_that_was_cut_short_is_cleaned_out(String text, String expected) {
    redactor.watch(new Secret("Sorrel&Lattice;6630"));

    assertThat(redactor.clean(text)).isEqualTo(expected);
  }

  @Test
  void a_value_is_cleaned_out_after_its_secret_was_wiped() {
    Secret secret = new Secret("Tundra!Fennel.5519");
    redactor.watch(secret);
    secret.close();

    assertThat(redactor.clean("Tundra!Fennel.5519")).isEqualTo(Redactor.MARK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n"})
  void nothing_to_be_seen_cleans_nothing(String value) {
    redactor.watch(new Secret(value));

    assertThat(redactor.clean("a b\r\n\"\" = ''")).isEqualTo("a b\r\n\"\" = ''");
  }

  @Test
  void utf_16_is_cleaned_with_its_mark_and_without() {
    redactor.watch(new Secret("Gantry^Pewter:7725"));

    byte[] marked = "x Gantry^Pewter:7725 y".getBytes(StandardCharsets.UTF_16);
    byte[] bare = "x Gantry^Pewter:7725 y".getBytes(StandardCharsets.UTF_16LE);

    assertThat(new String(redactor.clean(marked), StandardCharsets.UTF_16))
        .isEqualTo("x [REDACTED] y");
    assertThat(new String(redactor.clean(bare), StandardCharsets.ISO_8859_1).replace("\0", ""))
        .isEqualTo("x [REDACTED] y");
  }

  @Test
  void content_without_a_secret_comes_back_byte_for_byte() {
    redactor.watch(new Secret("Gantry^Pewter:7725"));
    byte[] content = new byte[4096];
    new Random(7).nextBytes(content);

    assertThat(redactor.clean(content)).isSameAs(content);
  }

  /** What programs do to a text on its way into a file. */
  private static final Map<String, UnaryOperator<String>> ENCODINGS = encodings();

  private static Map<String, UnaryOperator<String>> encodings() {
    Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
    all.put("raw", s -> s);
    all.put("form", s -> URLEncoder.encode(s, StandardCharsets.UTF_8));
    all.put("path", s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"));
    all.put("every byte", s -> "%" + HexFormat.ofDelimiter("%").formatHex(utf8(s)));
    all.put("hex", s -> HexFormat.of().formatHex(utf8(s)));
    all.put("HEX", s -> HexFormat.of().withUpperCase().formatHex(utf8(s)));
    all.put("base64", s -> Base64.getEncoder().encodeToString(utf8(s)));
    all.put("base64url", s -> Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(s)));
    all.put("mime", s -> Base64.getMimeEncoder().encodeToString(utf8(s)));
    all.put(
        "base64 of utf-16",
        s -> Base64.getEncoder().encodeToString(s.getBytes(StandardCharsets.UTF_16LE)));
    all.put("html", RedactorTest::html);
    all.put("json", RedactorTest::json);
    all.put(
        "numeric", s -> s.codePoints().mapToObj(c -> "&#" + c + ";").collect(Collectors.joining()));
    all.put("unicode", s -> s.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining()));
    Map<String, UnaryOperator<String>> twice = new LinkedHashMap<>(all);
    for (String inner : List.of("form", "html", "json", "base64", "unicode")) {
      for (String outer : List.of("form", "html", "json")) {
        twice.put(inner + " in " + outer, s -> step(all, outer).apply(step(all, inner).apply(s)));
      }
    }
    return twice;
  }

  private static UnaryOperator<String> step(Map<String, UnaryOperator<String>> all, String name) {
    UnaryOperator<String> step = all.get(name);
    if (step == null) {
      throw new IllegalArgumentException(name);
    }
    return step;
  }

  private static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }

  private static String html(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String json(String s) {
    return s.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  private static List<String> oddSecrets() {
    List<String> odd =
        new ArrayList<>(
            List.of(
                "correct horse battery",
                "(a+)+$[^x]*\\d{3}.*",
                "%n%s%d%x",
                "${7*7}${jndi:ldap://x}",
                "line one\r\nline two",
                "p\u00e4ssw\u00f6rd\u2013\u65e5\u672c",
                "\ud83d\udd11key\ud83d\ude80\ud83d\ude80",
                "\"quoted\" & 'single' <b>",
                "C:\\new\\table\\u0041",
                "100%25%2525",
                "&amp;&lt;&#39;",
                "a+b c+d",
                "=+-@|cmd",
                "........",
                "\\\\\\\\\\\\\\\\"));
    String letters = "abcXYZ0189 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u00e9\u00df\u0416";
    Random random = new Random(42);
    for (int i = 0; i < 60; i++) {
      StringBuilder value = new StringBuilder("q7");
      for (int length = 6 + random.nextInt(30); length > 0; length--) {
        value.append(letters.charAt(random.nextInt(letters.length())));
      }
      odd.add(value.append("k9").toString());
    }
    odd.add("0123456789abcdef&%+ ".repeat(200) + "z");
    return odd;
  }

  @Test
  void odd_secrets_are_cleaned_out_in_every_form() {
    int checked = 0;
    for (String secret : oddSecrets()) {
      Redactor own = new Redactor();
      own.watch(new Secret(secret));
      for (Map.Entry<String, UnaryOperator<String>> encoding : ENCODINGS.entrySet()) {
        String form = encoding.getValue().apply(secret);

        String cleaned = own.clean("before " + form + " after");

        assertThat(cleaned)
            .as("%s of %s", encoding.getKey(), secret)
            .matches("before \\[REDACTED](=|%3D){0,2} after");
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(2_000);
  }

  @Test
  void odd_secrets_shred_no_ordinary_text() {
    oddSecrets().forEach(secret -> redactor.watch(new Secret(secret)));
    redactor.watch(new Secret("e"));
    redactor.watch(new Secret("pass"));
    String text =
        "12:04:01 WARN sign-in: The portal said \"Your session has expired\" at https://dh.example/home?x=1&y=2; 17 of 20 passed (100 %), see https://a.example/%C3%BC &amp; more\n\tat line 3\r\n";

    assertThat(redactor.clean(text)).isEqualTo(text);
  }

  @Test
  void a_long_text_is_cleaned_in_a_moment() {
    oddSecrets().forEach(secret -> redactor.watch(new Secret(secret)));
    String text = "0123456789abcdef&%+ q7 %25%25%25%25 \\\\\\\\ &amp;&amp;&amp; ".repeat(2_000);

    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    String cleaned = redactor.clean(text);

    assertThat(cleaned).contains("0123456789abcdef");
    assertThat((threads.getCurrentThreadCpuTime() - begun) / 1_000_000)
        .as("ms of processor time")
        .isLessThan(3_000);
  }
}
