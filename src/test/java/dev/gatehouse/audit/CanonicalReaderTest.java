package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalReaderTest {

  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Random random = new Random(7);

  /** The same by the long way: read by another reader, written canonically, compared. */
  private static Optional<Map<?, ?>> byTheLongWay(byte[] line) {
    try {
      Map<?, ?> object = JACKSON.readValue(line, Map.class);
      return object != null && Arrays.equals(CanonicalJson.bytes(object), line)
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static Optional<Map<?, ?>> inOnePass(byte[] line) {
    try {
      return Optional.of(JsonLine.parse(line));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> random.nextLong() >> (11 + random.nextInt(50));
      case 1 -> random.nextBoolean();
      case 2, 3 -> text();
      case 4 -> object(depth + 1);
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(depth + 1));
        }
        yield list;
      }
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put(text(), value(depth));
    }
    return object;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int[] limits = {0x20, 0x80, 0x100, 0x900, 0xd7ff, 0x10ffff};
    for (int i = random.nextInt(6); i > 0; i--) {
      int c = random.nextInt(limits[random.nextInt(limits.length)] + 1);
      text.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 'x' : c);
    }
    return text.toString();
  }

  @Test
  void it_takes_what_is_written_and_refuses_what_differs_from_it_by_a_byte_or_two() {
    int accepted = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] line = CanonicalJson.bytes(object(0));
      assertThat(inOnePass(line)).isPresent().isEqualTo(byTheLongWay(line));
      for (int change = 0; change < 10; change++) {
        byte[] changed = changed(line);
        Optional<Map<?, ?>> expected = byTheLongWay(changed);
        assertThat(inOnePass(changed)).as(new String(changed, UTF_8)).isEqualTo(expected);
        accepted += expected.isPresent() ? 1 : 0;
      }
    }
    assertThat(accepted).isBetween(1000, 29_000);
  }

  private byte[] changed(byte[] line) {
    String likely = "{}[]\",:\\u01ab/-tfn \u0080\u00e0\u00ed\u00f4";
    byte[] changed = line.clone();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      changed[random.nextInt(changed.length)] =
          (byte) likely.charAt(random.nextInt(likely.length()));
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(changed, Math.max(1, changed.length - random.nextInt(3)))
        : changed;
  }

  @Test
  void a_member_can_be_left_out_wherever_it_stands() {
    for (String line :
        List.of(
            "{\"x\":1}",
            "{\"a\":{\"x\":2},\"x\":1}",
            "{\"x\":1,\"y\":{\"x\":2}}",
            "{\"a\":\"x\",\"x\":[1,2],\"y\":true}",
            "{\"a\":{\"x\":2}}")) {
      Map<String, Object> rest = new LinkedHashMap<>(JsonLine.parse(line.getBytes(UTF_8)));
      rest.remove("x");
      byte[][] parts = JsonLine.parse(line.getBytes(UTF_8), "x").without();
      assertThat(new String(parts[0], UTF_8) + new String(parts[1], UTF_8))
          .isEqualTo(new String(CanonicalJson.bytes(rest), UTF_8));
    }
  }

  @Test
  void what_is_wrong_is_told_with_its_place() {
    assertThatThrownBy(() -> JsonLine.parse("{\"a\": 1}".getBytes(UTF_8)))
        .hasMessage("not JSON in canonical form, at byte 5");
    assertThatThrownBy(() -> JsonLine.parse("[]".getBytes(UTF_8))).hasMessage("not a JSON object");
    assertThatThrownBy(() -> JsonLine.parse("{}{}".getBytes(UTF_8)))
        .hasMessage("something after the JSON object");
    assertThatThrownBy(() -> JsonLine.parse(("{\"a\":" + "[".repeat(9999)).getBytes(UTF_8)))
        .hasMessage("deeper than 500");
  }
}
