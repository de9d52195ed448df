package dev.gatehouse.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
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

  @Test
  void a_code_is_found_where_it_stands_by_itself() {
    CanarySearch search = new CanarySearch(Map.of());
    search.words("code", List.of("482915"));

    search.content("a", page("code 482915."), 0);
    search.content("b", page("at 1448291533 ms, 0.482915 s"), 0);

    assertThat(search.found()).containsExactly("a: code 482915");
  }

  @Test
  void what_is_shown_in_magenta_is_found_in_a_picture() throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    assertThat(pictured(image).found()).isEmpty();
    image.setRGB(12, 7, 0xF810F0);

    assertThat(pictured(image).found()).containsExactly("shot.png: shown at 12, 7");
    assertThat(pictured(image).pictures()).isEqualTo(1);
  }

  private static CanarySearch pictured(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    CanarySearch search = new CanarySearch(Map.of());
    search.content("shot.png", png.toByteArray(), 0);
    return search;
  }
}
