package dev.gatehouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one place every text of a result passes before it reaches the disk: names, steps, parameters,
 * messages, traces, labels, links, descriptions, and attachments that are text. Thread-safe if the
 * operator is.
 */
final class TextCleaner {

  /** Fields that Allure reads by machine: no text of ours, and broken if changed. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "uuid",
          "historyId",
          "testCaseId",
          "status",
          "stage",
          "source",
          "type",
          "mode",
          "children");

  private final UnaryOperator<String> clean;

  TextCleaner(UnaryOperator<String> clean) {
    this.clean = clean;
  }

  String clean(String text) {
    return clean.apply(text);
  }

  /** Returns the tree with every text in it cleaned; the tree itself is changed. */
  JsonNode clean(JsonNode node) {
    if (node instanceof TextNode text) {
      return TextNode.valueOf(clean.apply(text.textValue()));
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, clean(array.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
      for (Map.Entry<String, JsonNode> field : fields) {
        if (!STRUCTURE.contains(field.getKey())) {
          object.set(field.getKey(), clean(field.getValue()));
        }
      }
    }
    return node;
  }

  /**
   * Returns an attachment's content cleaned if it is text, whatever type it is declared to have:
   * UTF-16 with its mark, or anything without a zero byte. Pictures and other binary content come
   * back as they are.
   */
  byte[] clean(byte[] content) {
    Charset charset = charset(content);
    if (charset == null) {
      return content;
    }
    String text = new String(content, charset);
    String cleaned = clean.apply(text);
    return cleaned.equals(text) ? content : cleaned.getBytes(charset);
  }

  /** Returns what the content is written in, or null for binary content. */
  private static @Nullable Charset charset(byte[] content) {
    if (utf16(content)) {
      return StandardCharsets.UTF_16;
    }
    for (byte each : content) {
      if (each == 0) {
        return null;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      // Reads and writes every byte as it is, so what is not cleaned stays unharmed.
      return StandardCharsets.ISO_8859_1;
    }
  }

  private static boolean utf16(byte[] content) {
    return content.length > 1
        && ((content[0] == (byte) 0xFE && content[1] == (byte) 0xFF)
            || (content[0] == (byte) 0xFF && content[1] == (byte) 0xFE));
  }
}
