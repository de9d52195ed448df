package dev.gatehouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsWriterTest {

  @Test
  void an_archive_is_for_its_owner_alone_and_named_as_one(@TempDir Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    ResultsWriter writer =
        new ResultsWriter(files, new TextCleaner(text -> text.replace("canary", "x")));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry("canary.txt"));
    }

    writer.write("a1-attachment", new ByteArrayInputStream(archive.toByteArray()));
    writer.write(
        "b2-attachment", new ByteArrayInputStream("a canary".getBytes(StandardCharsets.US_ASCII)));
    writer.write(
        new TestResult()
            .setUuid("u")
            .setStatus(Status.FAILED)
            .setAttachments(
                new ArrayList<>(
                    List.of(
                        new Attachment().setName("Trace").setSource("a1-attachment"),
                        new Attachment().setName("Outcome").setSource("b2-attachment")))));

    assertThat(files.results().get(0).getAttachments())
        .extracting(Attachment::getSource)
        .containsExactly("a1-attachment.zip", "b2-attachment");
    assertThat(folder.resolve("a1-attachment.zip"))
        .as("content that cleaning would break")
        .hasBinaryContent(archive.toByteArray());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("a1-attachment.zip"))))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("b2-attachment")).hasContent("a x");
  }
}
