package dev.gatehouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.FixtureResult;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Where Allure's results reach the disk: sets labels, identity and status, puts what an after hook
 * attached (the last screenshot) under the scenario itself, and sends every text through the
 * cleaner. Thread-safe.
 */
final class ResultsWriter implements AllureResultsWriter {

  /** {@code a.b.Hooks.open(io.cucumber.java.Scenario)}: all but {@code Hooks.open} is noise. */
  private static final Pattern HOOK = Pattern.compile("^(?:[\\w$]+\\.)*([\\w$]+\\.\\w+)\\(.*\\)$");

  private static final String ARCHIVE = ".zip";

  private final ResultFiles files;
  private final TextCleaner cleaner;
  private final Map<String, ScenarioFacts> facts = new ConcurrentHashMap<>();
  private final Map<String, List<Attachment>> attachedByHooks = new ConcurrentHashMap<>();
  private final Set<String> archives = ConcurrentHashMap.newKeySet();

  ResultsWriter(ResultFiles files, TextCleaner cleaner) {
    this.files = files;
    this.cleaner = cleaner;
  }

  /** Tells what a result written later belongs to. */
  void expect(String uuid, ScenarioFacts scenario) {
    facts.put(uuid, scenario);
  }

  @Override
  public void write(TestResult result) {
    ScenarioFacts scenario = facts.remove(result.getUuid());
    List<Attachment> attached = attachedByHooks.remove(result.getUuid());
    if (attached != null) {
      List<Attachment> all = new ArrayList<>(result.getAttachments());
      all.addAll(attached);
      result.setAttachments(all);
    }
    result.getAttachments().forEach(this::nameArchive);
    Verdict.settle(result);
    if (scenario != null) {
      Labels.set(result, scenario);
      result.setFullName(scenario.path() + ":" + scenario.line());
      String id = hash(cleaner.clean(scenario.key() + "\n" + scenario.portal()));
      result.setTestCaseId(id).setHistoryId(id);
    }
    Healings.show(result);
    String description = result.getDescription();
    JsonNode tree = cleaner.clean(ResultFiles.tree(result));
    if (description != null && tree instanceof ObjectNode own) {
      own.put("descriptionHtml", html(own.path("description").asText()));
    }
    files.write(result.getUuid() + "-result.json", ResultFiles.bytes(tree));
  }

  @Override
  public void write(TestResultContainer container) {
    for (FixtureResult after : container.getAfters()) {
      if (!after.getAttachments().isEmpty()) {
        for (String child : container.getChildren()) {
          attachedByHooks
              .computeIfAbsent(child, unused -> new ArrayList<>())
              .addAll(after.getAttachments());
        }
        after.setAttachments(new ArrayList<>());
      }
    }
    container.getBefores().forEach(ResultsWriter::shorten);
    container.getAfters().forEach(ResultsWriter::shorten);
    JsonNode tree = cleaner.clean(ResultFiles.tree(container));
    files.write(container.getUuid() + "-container.json", ResultFiles.bytes(tree));
  }

  @Override
  public void write(String source, InputStream attachment) {
    try (attachment) {
      byte[] content = attachment.readAllBytes();
      if (isArchive(content)) {
        archives.add(source);
        files.writeForOwner(source + ARCHIVE, content);
      } else {
        files.write(source, cleaner.clean(content));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the attachment " + source, e);
    }
  }

  // Cucumber gives attachments no ending, by which a viewer would know what they are.
  private void nameArchive(Attachment attachment) {
    if (archives.remove(attachment.getSource())) {
      attachment.setSource(attachment.getSource() + ARCHIVE);
    }
  }

  private static boolean isArchive(byte[] content) {
    return content.length > 4
        && content[0] == 'P'
        && content[1] == 'K'
        && content[2] == 3
        && content[3] == 4;
  }

  private static void shorten(FixtureResult fixture) {
    if (fixture.getName() != null) {
      fixture.setName(HOOK.matcher(fixture.getName()).replaceFirst("$1"));
    }
    StatusDetails details = fixture.getStatusDetails();
    if (details != null && details.getMessage() == null && details.getTrace() == null) {
      fixture.setStatusDetails(null);
    }
  }

  /** The report shows descriptions as HTML: what an analyst wrote must stay text there. */
  private static String html(String text) {
    return "<p>"
        + text.strip()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replaceAll("[ \\t]*\\R[ \\t]*", "<br>")
        + "</p>";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
