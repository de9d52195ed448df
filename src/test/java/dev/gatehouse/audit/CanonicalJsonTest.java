package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  private static String text(Map<String, ?> object) {
    return new String(CanonicalJson.bytes(object), UTF_8);
  }

  @Test
  void members_are_sorted_by_utf_16_units_as_in_rfc_8785_section_3_2_3() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("\u20ac", "Euro Sign");
    object.put("\r", "Carriage Return");
    object.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
    object.put("1", "One");
    object.put("\ud83d\ude00", "Emoji: Grinning Face");
    object.put("\u0080", "Control");
    object.put("\u00f6", "Latin Small Letter O With Diaeresis");
    assertThat(text(object))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void texts_are_escaped_as_in_rfc_8785_section_3_2_2_2() {
    assertThat(text(Map.of("string", "\u20ac$\017\nA'B\"\\\\\"\u007f\b\f\t/")))
        .isEqualTo("{\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"\u007f\\b\\f\\t/\"}");
  }

  @Test
  void literals_lists_and_objects_are_without_blanks() {
    assertThat(
            text(
                Map.of(
                    "a", List.of(true, false, 0, -7L, List.of(), Map.of()), "b", Map.of("c", "d"))))
        .isEqualTo("{\"a\":[true,false,0,-7,[],{}],\"b\":{\"c\":\"d\"}}");
  }

  @Test
  void what_readers_differ_about_is_refused() {
    assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("a", 1.5)))
        .hasMessage("no value of the audit log: class java.lang.Double");
    assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("a", 1L << 53)))
        .hasMessage("a number beyond 2^53: 9007199254740992");
    assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("a", "x\ud83d")))
        .hasMessage("half a surrogate pair at character 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"a\":1.0}",
        "{\"a\":1e2}",
        "{\"a\":null}",
        "{\"a\": 1}",
        "{\"a\":1} ",
        "{\"a\":1}{}",
        "{\"a\":1,\"a\":1}",
        "{\"b\":1,\"a\":1}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":-0}",
        "{\"a\":99999999999999999999}",
        "{\"a\":9007199254740992}",
        "{\"a\":1"
      })
  void a_line_in_any_other_form_is_refused(String line) {
    assertThatThrownBy(() -> JsonLine.parse(line.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
