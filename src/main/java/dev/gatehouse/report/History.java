package dev.gatehouse.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What earlier reports left for the trends and for each scenario's own history. Allure keeps the
 * last 20 runs in it.
 */
final class History {

  private static final String FOLDER = "history";

  private final Path kept;

  History(Path kept) {
    this.kept = kept;
  }

  /** Puts the history beside the results, unless an earlier report of theirs did. */
  void copyTo(Path results) throws IOException {
    Path beside = results.resolve(FOLDER);
    if (Files.isDirectory(beside)) {
      return;
    }
    Files.createDirectories(beside);
    if (!Files.isDirectory(kept)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(kept, "*.json")) {
      for (Path file : files) {
        Files.copy(file, beside.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Keeps what the report just made adds. */
  void keep(ReportData report) throws IOException {
    Files.createDirectories(kept);
    for (ReportData.Item item : report.items()) {
      if (item.name().startsWith(FOLDER + "/")) {
        byte[] content = item.content().read();
        Atomically.write(
            kept.resolve(item.name().substring(FOLDER.length() + 1)), out -> out.write(content));
      }
    }
  }
}
