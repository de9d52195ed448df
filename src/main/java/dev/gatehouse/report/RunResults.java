package dev.gatehouse.report;

import io.qameta.allure.core.ResultsVisitor;
import io.qameta.allure.entity.Attachment;
import io.qameta.allure.entity.TestResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what Allure's readers find. An attachment's type is the one its result declares, so that
 * no content has to be guessed at. Thread-safe.
 */
final class RunResults implements ResultsVisitor {

  private static final Logger log = LoggerFactory.getLogger(RunResults.class);

  private final Set<TestResult> results = ConcurrentHashMap.newKeySet();
  private final Map<Path, Attachment> attachments = new ConcurrentHashMap<>();
  private final Map<String, Object> extra = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  Set<TestResult> results() {
    return Set.copyOf(results);
  }

  Map<Path, Attachment> attachments() {
    return Map.copyOf(attachments);
  }

  Map<String, Object> extra() {
    return Map.copyOf(extra);
  }

  @Override
  public Attachment visitAttachmentFile(Path file) {
    return attachments.computeIfAbsent(
        file,
        path -> {
          String uid = Integer.toHexString(count.incrementAndGet());
          return new Attachment()
              .setUid(uid)
              .setName(String.valueOf(path.getFileName()))
              .setSource(uid + extension(path))
              .setType("application/octet-stream")
              .setSize(size(path));
        });
  }

  @Override
  public void visitTestResult(TestResult result) {
    results.add(result);
  }

  @Override
  public void visitExtra(String name, Object object) {
    extra.put(name, object);
  }

  @Override
  public void error(String message, Exception e) {
    log.warn("{} ({}); the report is made without it", message, String.valueOf(e.getMessage()));
  }

  @Override
  public void error(String message) {
    log.warn("{}; the report is made without it", message);
  }

  /** Returns the extension a saved attachment gets; what a step embeds has no name of its own. */
  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      return name.substring(dot);
    }
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      return first == 0x89 ? ".png" : first == 0xFF ? ".jpg" : ".txt";
    } catch (IOException e) {
      return "";
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
