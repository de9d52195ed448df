package dev.gatehouse.report;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes recorded results as JUnit XML, the form GitHub, GitLab, Jenkins and Azure read. Made from
 * the results and not by Cucumber's own plugin, because the results are redacted, know the feature
 * file and its line, and show only the last of several tries.
 *
 * <p>One {@code testsuite} for each feature file; {@code classname} is the file's path with dots,
 * {@code name} the rule, the scenario and its examples' values; {@code file} and {@code line} point
 * into the feature file. A failed scenario is a {@code failure}, a broken one an {@code error}.
 */
public final class JUnitXml {

  private JUnitXml() {}

  /**
   * Writes the file, making its folder if need be.
   *
   * @param results the folder with the results of a closed recording
   * @param file the file to write
   * @throws UncheckedIOException when the results cannot be read or the file cannot be written
   */
  public static void write(Path results, Path file) {
    Map<String, List<TestResult>> suites = new TreeMap<>();
    for (TestResult result : lastTries(new ResultFiles(results).results())) {
      suites.computeIfAbsent(featureFile(result), unused -> new ArrayList<>()).add(result);
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Atomically.write(file, out -> write(suites, out));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the JUnit XML file " + file, e);
    }
  }

  private static Collection<TestResult> lastTries(List<TestResult> inOrderOfStart) {
    Map<String, TestResult> last = new LinkedHashMap<>();
    for (TestResult result : inOrderOfStart) {
      String id = result.getHistoryId();
      last.put(id == null ? result.getUuid() : id, result);
    }
    return last.values();
  }

  private static void write(Map<String, List<TestResult>> suites, OutputStream out)
      throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      totals(xml, suites.values().stream().flatMap(List::stream).toList());
      for (Map.Entry<String, List<TestResult>> suite : suites.entrySet()) {
        List<TestResult> inOrderOfLines = new ArrayList<>(suite.getValue());
        inOrderOfLines.sort(Comparator.comparingInt(JUnitXml::line));
        suite(xml, suite.getKey(), inOrderOfLines);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void suite(XMLStreamWriter xml, String file, List<TestResult> results)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute(xml, "name", label(results.get(0), "suite", file));
    attribute(xml, "file", file);
    attribute(xml, "timestamp", started(results.get(0)));
    totals(xml, results);
    Map<String, Integer> names = new HashMap<>();
    for (TestResult result : results) {
      String name = name(result);
      int copy = names.merge(name, 1, Integer::sum);
      scenario(xml, file, copy == 1 ? name : name + " (" + copy + ")", result);
    }
    xml.writeEndElement();
  }

  private static void scenario(XMLStreamWriter xml, String file, String name, TestResult result)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "classname", file.replaceFirst("\\.feature$", "").replace('/', '.'));
    attribute(xml, "name", name);
    attribute(xml, "file", file);
    attribute(xml, "line", String.valueOf(line(result)));
    attribute(xml, "time", seconds(List.of(result)));
    StatusDetails details = result.getStatusDetails();
    String message = details == null || details.getMessage() == null ? "" : details.getMessage();
    String trace = details == null || details.getTrace() == null ? message : details.getTrace();
    if (result.getStatus() == Status.SKIPPED) {
      xml.writeEmptyElement("skipped");
    } else if (result.getStatus() != Status.PASSED) {
      xml.writeStartElement(result.getStatus() == Status.FAILED ? "failure" : "error");
      attribute(xml, "type", message.contains(": ") ? message.split(": ", 2)[0] : "Unknown");
      attribute(xml, "message", message);
      xml.writeCharacters(allowed(trace));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void totals(XMLStreamWriter xml, Collection<TestResult> results)
      throws XMLStreamException {
    Map<Status, Long> count =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.getStatus() == null ? Status.BROKEN : result.getStatus(),
                    Collectors.counting()));
    attribute(xml, "tests", String.valueOf(results.size()));
    attribute(xml, "failures", String.valueOf(count.getOrDefault(Status.FAILED, 0L)));
    attribute(xml, "errors", String.valueOf(count.getOrDefault(Status.BROKEN, 0L)));
    attribute(xml, "skipped", String.valueOf(count.getOrDefault(Status.SKIPPED, 0L)));
    attribute(xml, "time", seconds(results));
  }

  private static String name(TestResult result) {
    String name = String.valueOf(result.getName());
    String rule = label(result, "subSuite", "");
    if (!rule.isEmpty()) {
      name = rule + ": " + name;
    }
    return result.getParameters().isEmpty()
        ? name
        : result.getParameters().stream()
            .map(Parameter::getValue)
            .collect(Collectors.joining(", ", name + " [", "]"));
  }

  private static String featureFile(TestResult result) {
    String place = String.valueOf(result.getFullName());
    int colon = place.lastIndexOf(':');
    return colon < 0 ? place : place.substring(0, colon);
  }

  private static int line(TestResult result) {
    String place = String.valueOf(result.getFullName());
    String line = place.substring(place.lastIndexOf(':') + 1);
    return line.matches("\\d{1,9}") ? Integer.parseInt(line) : 0;
  }

  private static String label(TestResult result, String name, String fallback) {
    return result.getLabels().stream()
        .filter(label -> name.equals(label.getName()))
        .map(Label::getValue)
        .findFirst()
        .orElse(fallback);
  }

  private static String started(TestResult result) {
    Long start = result.getStart();
    return Instant.ofEpochMilli(start == null ? 0 : start)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }

  private static String seconds(Collection<TestResult> results) {
    long millis =
        results.stream()
            .filter(result -> result.getStart() != null && result.getStop() != null)
            .mapToLong(result -> result.getStop() - result.getStart())
            .sum();
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, allowed(value));
  }

  /** Replaces what XML 1.0 cannot hold at all, such as the colour codes of a terminal. */
  private static String allowed(String text) {
    return text.codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000
                    ? c
                    : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
