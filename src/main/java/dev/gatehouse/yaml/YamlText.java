package dev.gatehouse.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;

/** Writes definitions as YAML that people go on with: no quotes where none are needed. */
public final class YamlText {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
          .enable(
              YAMLGenerator.Feature.MINIMIZE_QUOTES,
              YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
              YAMLGenerator.Feature.INDENT_ARRAYS)
          .build();

  private YamlText() {}

  /**
   * Returns the text of a definition.
   *
   * @param definition keys and values in the order to write them: texts, numbers, lists, maps
   */
  public static String of(Map<String, Object> definition) {
    try {
      return MAPPER.writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a value YAML knows", e);
    }
  }
}
