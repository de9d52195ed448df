package dev.gatehouse.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** A search that finds nothing proves nothing unless it would have found something. */
class CanarySearchTest {

  private static final String SECRET = "Kx7%Qv+\"&<\u00e9 9f3a";

  private static CanarySearch search(byte[] content) {
    CanarySearch search = new CanarySearch(Map.of("password", SECRET));
    search.content("file", content, 0);
    return search;
  }

  private static byte[] page(String form) {
    return ("some text before " + form + " some text after").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void every_form_is_found_as_it_is_and_in_capitals() {
    CanarySearch.formsOf(SECRET)
        .forEach(
            (kind, form) -> {
              assertThat(search(page(form)).found()).as(kind).contains("file: password, " + kind);
            });
    assertThat(search(page("KX7%QV+\"&<")).found()).isEmpty();
    assertThat(search(page("nothing")).found()).isEmpty();
  }

  @Test
  void archives_and_base_64_are_looked_into() throws IOException {
    byte[] page = page(CanarySearch.formsOf(SECRET).getOrDefault("html", ""));
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("inner.html"));
      out.write(page);
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(page);
    }
    byte[] nested =
        ("{\"data\":\"" + Base64.getEncoder().encodeToString(zip.toByteArray()) + "\"}")
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(search(zip.toByteArray()).found())
        .containsExactly("file!inner.html: password, html");
    assertThat(search(gzip.toByteArray()).found()).containsExactly("file unpacked: password, html");
    assertThat(search(nested).found())
        .containsExactly("file decoded at 9!inner.html: password, html");
  }
}
