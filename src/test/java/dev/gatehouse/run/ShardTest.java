package dev.gatehouse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  @Test
  void a_part_of_several_is_read() {
    assertThat(Shard.parse("2/4")).isEqualTo(new Shard(2, 4));
    assertThat(Shard.parse("1/1")).isEqualTo(Shard.ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "2/", "/4", "a/b", "-1/4", "1/4/2", "99999/99999"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shard \"" + text + "\": expected I/N, for example 1/4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/4", "5/4", "1/0"})
  void a_part_that_is_not_among_them_is_refused(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shard " + text + ": expected I/N with I from 1 to N");
  }
}
