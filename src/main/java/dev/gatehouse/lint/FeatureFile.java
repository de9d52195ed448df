package dev.gatehouse.lint;

import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.problem.TextFile;
import dev.gatehouse.step.StepCatalogue;
import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Location;
import io.cucumber.messages.types.ParseError;
import io.cucumber.messages.types.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A feature file that Gherkin's parser understands.
 *
 * @param whole the file
 * @param lines its lines as they are
 * @param feature what they mean
 */
record FeatureFile(Position whole, List<String> lines, Feature feature) {

  FeatureFile {
    lines = List.copyOf(lines);
  }

  /** Reads a file; what is wrong with it as a text or as Gherkin becomes a problem. */
  static Optional<FeatureFile> read(Path path, StepCatalogue catalogue, Problems problems) {
    return TextFile.read(path, problems)
        .flatMap(text -> parse(Position.of(path), text, catalogue, problems));
  }

  private static Optional<FeatureFile> parse(
      Position whole, String text, StepCatalogue catalogue, Problems problems) {
    List<String> written = text.lines().toList();
    new SecretLines(whole, written).check(problems);
    List<String> lines = SyntaxProblems.closeRows(whole, written, problems);
    List<Envelope> found = envelopes(whole, lines);
    List<ParseError> errors = errors(found);
    if (!errors.isEmpty()) {
      Optional<List<String>> meant =
          new SyntaxProblems(whole, lines, new MisreadLines(catalogue)).tell(errors, problems);
      if (meant.isEmpty()) {
        return Optional.empty();
      }
      found = envelopes(whole, meant.get());
      if (!errors(found).isEmpty()) {
        return Optional.empty();
      }
    }
    Optional<Feature> feature =
        found.stream()
            .flatMap(envelope -> envelope.getGherkinDocument().stream())
            .findFirst()
            .flatMap(GherkinDocument::getFeature);
    if (feature.isEmpty()) {
      problems.add(
          Problem.at(whole.in(1, 1), text.isBlank() ? "the file is empty" : "there is no feature")
              .expected("\"Feature:\" with a name, and scenarios below it"));
    }
    return feature.map(f -> new FeatureFile(whole, lines, f));
  }

  private static List<Envelope> envelopes(Position whole, List<String> lines) {
    String text = String.join("\n", lines);
    return GherkinParser.builder()
        .includeSource(false)
        .includePickles(false)
        .build()
        .parse(whole.file(), text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static List<ParseError> errors(List<Envelope> found) {
    return found.stream().flatMap(envelope -> envelope.getParseError().stream()).toList();
  }

  /** Returns a place of the parser's. */
  Position at(Location location) {
    return whole.in(
        location.getLine().intValue(), location.getColumn().map(Long::intValue).orElse(0));
  }

  /** Returns a text that begins at or after a place, in its line. */
  SourceText text(String text, Location location) {
    Position from = at(location);
    int index = line(from.line()).indexOf(text, Math.max(0, from.column() - 1));
    return SourceText.of(text, index < 0 ? from : from.in(from.line(), index + 1));
  }

  /** Returns a line, counted from 1. */
  String line(int number) {
    return number <= lines.size() ? lines.get(number - 1) : "";
  }

  List<TagUse> tags(List<Tag> tags) {
    return tags.stream().map(tag -> new TagUse(at(tag.getLocation()), tag.getName())).toList();
  }
}
