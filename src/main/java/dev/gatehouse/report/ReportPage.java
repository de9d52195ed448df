package dev.gatehouse.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the report as one HTML page: Allure's own application and style sheet, our name and the
 * Behaviors tab, and every data file as an inert block that the application reads when it is looked
 * at. The page forbids itself every connection, so neither Allure's statistics nor anything a
 * portal put into a message can reach out of it.
 */
final class ReportPage {

  private final ReportData data;

  ReportPage(ReportData data) {
    this.data = data;
  }

  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path page = folder.resolve("index.html");
    Atomically.write(page, this::writeTo);
    return page;
  }

  void writeTo(OutputStream out) throws IOException {
    String nonce = UUID.randomUUID().toString();
    Parts page = new Parts(out);
    page.text("<!DOCTYPE html>\n<html dir=\"ltr\" lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .text("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .text("default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'unsafe-inline'; ")
        .text(
            "img-src data: blob:; font-src data:; media-src data: blob:; connect-src data: blob:; ")
        .text("frame-src data: blob:; base-uri 'none'; form-action 'none'\">\n")
        .text("<title>" + AllureGenerator.TITLE + "</title>\n")
        .text("<link rel=\"icon\" href=\"data:image/svg+xml;base64,")
        .base64(resource(ReportPage.class, "gatehouse.svg"))
        .text("\">\n<style>")
        .bytes(resource(io.qameta.allure.ReportGenerator.class, "/styles.css"))
        .text("</style>\n<style>")
        .bytes(resource(ReportPage.class, "gatehouse.css"))
        .text("</style>\n</head>\n<body>\n<div id=\"alert\"></div>\n<div id=\"content\">")
        .text("<span class=\"spinner\"><span class=\"spinner__circle\"></span></span></div>\n")
        .text("<div id=\"popup\"></div>\n");
    for (ReportData.Item item : data.items()) {
      page.text("<script type=\"text/plain\" id=\"" + attribute(item.name()) + "\">")
          .base64(item.content().read())
          .text("</script>\n");
    }
    for (byte[] script :
        new byte[][] {
          resource(ReportPage.class, "data.js"),
          resource(io.qameta.allure.ReportGenerator.class, "/app.js"),
          resource(ReportPage.class, "behaviors.js")
        }) {
      page.text("<script nonce=\"" + nonce + "\">").bytes(script).text("</script>\n");
    }
    page.text("</body>\n</html>\n");
  }

  private static String attribute(String name) {
    return name.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private static byte[] resource(Class<?> beside, String name) throws IOException {
    try (@Nullable InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The program is incomplete: it has no resource " + name);
      }
      return in.readAllBytes();
    }
  }

  private record Parts(OutputStream out) {
    Parts text(String text) throws IOException {
      return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Parts bytes(byte[] bytes) throws IOException {
      out.write(bytes);
      return this;
    }

    Parts base64(byte[] bytes) throws IOException {
      return bytes(Base64.getEncoder().encode(bytes));
    }
  }
}
