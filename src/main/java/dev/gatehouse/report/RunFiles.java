package dev.gatehouse.report;

import dev.gatehouse.outcome.FailureKind;
import dev.gatehouse.outcome.PersonReason;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files about a whole run that Allure expects beside the results. */
final class RunFiles {

  private static final String ENVIRONMENT = "environment.properties";

  private final Path folder;
  private final ResultFiles files;

  RunFiles(Path folder) {
    this.folder = folder;
    this.files = new ResultFiles(folder);
  }

  /**
   * Writes one category for each kind of outcome, matched on a message's first words, and one for
   * whatever no outcome explains.
   */
  void writeCategories() {
    List<Map<String, Object>> categories = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (FailureKind kind : FailureKind.values()) {
      titles.add(kind.title());
      categories.add(category(kind.title(), begins(kind.title()), "failed"));
    }
    for (PersonReason reason : PersonReason.values()) {
      titles.add(reason.title());
      categories.add(
          category("Person needed: " + reason.title(), begins(reason.title()), "broken"));
    }
    for (String title :
        List.of(Verdict.STEP_MISSING, Verdict.STEP_AMBIGUOUS, Verdict.INTERRUPTED)) {
      titles.add(title);
      categories.add(category(title, begins(title), "broken"));
    }
    titles.add(Healings.HEALED);
    categories.add(category("Healed, waits for approval", begins(Healings.HEALED), "passed"));
    String none =
        titles.stream().map(RunFiles::opening).collect(Collectors.joining("|", "(?!", ").*"));
    categories.add(category("Gatehouse defect", none, "broken"));
    files.write("categories.json", ResultFiles.bytes(categories));
  }

  void writeExecutor(Map<String, Object> executor) {
    files.write("executor.json", ResultFiles.bytes(executor));
  }

  void writeEnvironment(Map<String, String> environment) {
    StringBuilder text = new StringBuilder();
    environment.forEach((name, value) -> text.append(property(name, value)));
    files.write(ENVIRONMENT, text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns the environment in the order it was written, or nothing. */
  Map<String, String> environment() throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    Path file = folder.resolve(ENVIRONMENT);
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      for (String line : lines) {
        Properties one = new Properties();
        try (Reader reader = new java.io.StringReader(line)) {
          one.load(reader);
        }
        one.stringPropertyNames().forEach(name -> environment.put(name, one.getProperty(name)));
      }
    }
    return environment;
  }

  /** Returns one line with whatever needs an escape escaped. */
  private static String property(String name, String value) {
    Properties one = new Properties();
    one.setProperty(name, value);
    StringWriter out = new StringWriter();
    try {
      // A writer leaves other than Latin-1 characters as they are; this keeps them readable by all.
      one.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Stream.of(out.toString().split("\\R"))
        .filter(line -> !line.startsWith("#"))
        .map(RunFiles::ascii)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String ascii(String line) {
    StringBuilder ascii = new StringBuilder();
    line.chars()
        .forEach(
            c -> ascii.append(c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c)));
    return ascii.toString();
  }

  private static Map<String, Object> category(String name, String regex, String status) {
    return Map.of("name", name, "messageRegex", regex, "matchedStatuses", List.of(status));
  }

  private static String begins(String title) {
    return opening(title) + ".*";
  }

  private static String opening(String title) {
    return Pattern.quote(title + ": ");
  }
}
