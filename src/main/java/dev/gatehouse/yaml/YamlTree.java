package dev.gatehouse.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns the events of Jackson's YAML parser into a tree. Anchors, aliases and tags are refused: no
 * definition needs them, and without them no file can unfold into more than was written.
 */
final class YamlTree {

  private static final int DEPTH = 20;

  /** Numbers as YAML 1.2 has them (section 10.3.2); Jackson's parser knows more. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|0x[0-9a-fA-F]+");

  // The words of YAML 1.1 (yes, no, on, off) are text: "country: NO" is Norway.
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder().enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS).build();

  private final Position whole;
  private final Problems problems;

  YamlTree(Position whole, Problems problems) {
    this.whole = whole;
    this.problems = problems;
  }

  /** Returns the root of the only document in a text, which is a mapping. */
  Optional<YamlMapping> root(String text) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        problems.add(
            Problem.at(whole.in(1, 1), "the file is empty").expected("\"schema: 1\" and more"));
        return Optional.empty();
      }
      YamlValue root = value(parser, 0);
      if (parser.nextToken() != null) {
        problems.add(
            Problem.at(at(parser), "a second document in one file")
                .expected("one document")
                .hint("delete the line --- or move what follows it to a file of its own"));
      }
      if (root instanceof YamlMapping mapping) {
        return Optional.of(mapping);
      }
      problems.add(
          Problem.at(root.at(), "the file does not hold keys with values")
              .found(root.shown())
              .expected("lines such as \"name: acme\"")
              .hint("put a space after each colon"));
    } catch (JsonProcessingException e) {
      problems.add(YamlSyntax.problem(whole, text, e));
    } catch (TooDeep e) {
      problems.add(
          Problem.at(e.at, "values are nested too deeply")
              .expected("at most " + DEPTH + " levels"));
    } catch (IOException e) {
      // A string cannot fail to be read.
      throw new UncheckedIOException(e);
    }
    return Optional.empty();
  }

  private YamlValue value(YAMLParser parser, int depth) throws IOException {
    Position at = at(parser);
    if (depth > DEPTH) {
      throw new TooDeep(at);
    }
    refuseExtras(parser, at);
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, at, depth);
      case START_ARRAY -> sequence(parser, at, depth);
      default -> new YamlScalar(at, parser.getText(), kind(parser));
    };
  }

  private void refuseExtras(YAMLParser parser, Position at) throws IOException {
    if (parser.isCurrentAlias()) {
      problems.add(
          Problem.at(at, "an alias").found("*" + parser.getText()).hint("write the value out"));
    } else if (parser.getObjectId() != null) {
      problems.add(
          Problem.at(at, "an anchor")
              .found("&" + parser.getObjectId())
              .hint("delete it and write the value out where it is needed"));
    } else if (parser.getTypeId() != null) {
      problems.add(
          Problem.at(at, "a tag")
              .found("!" + parser.getTypeId().replace("tag:yaml.org,2002:", "!"))
              .hint("delete it"));
    }
  }

  private YamlMapping mapping(YAMLParser parser, Position at, int depth) throws IOException {
    Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Position keyAt = at(parser);
      parser.nextToken();
      YamlMapping.Entry entry = new YamlMapping.Entry(keyAt, value(parser, depth + 1));
      YamlMapping.Entry first = entries.putIfAbsent(key, entry);
      if (first != null) {
        problems.add(
            Problem.at(keyAt, "duplicate key " + YamlScalar.quoted(key))
                .hint("it is already in line " + first.keyAt().line() + "; keep one of them"));
      }
    }
    return new YamlMapping(at, entries);
  }

  private YamlSequence sequence(YAMLParser parser, Position at, int depth) throws IOException {
    List<YamlValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, depth + 1));
    }
    return new YamlSequence(at, items);
  }

  private static YamlScalar.Kind kind(YAMLParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE, VALUE_FALSE -> YamlScalar.Kind.BOOLEAN;
      case VALUE_NULL -> YamlScalar.Kind.NOTHING;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          NUMBER.matcher(parser.getText()).matches()
              ? YamlScalar.Kind.NUMBER
              : YamlScalar.Kind.TEXT;
      default -> parser.getText().isEmpty() ? YamlScalar.Kind.NOTHING : YamlScalar.Kind.TEXT;
    };
  }

  private Position at(YAMLParser parser) {
    JsonLocation location = parser.currentTokenLocation();
    return whole.in(location.getLineNr(), location.getColumnNr());
  }

  /** Ends the reading of a file that is nested beyond what any definition is. */
  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Position at;

    TooDeep(Position at) {
      this.at = at;
    }
  }
}
