package dev.gatehouse.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class TraceCleanerTest {

  private static final String PASSWORD = "heron-7351-ladder";

  private final Redactor redactor = new Redactor();
  private final TraceCleaner cleaner = new TraceCleaner(redactor);

  private static byte[] recording(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private Map<String, String> cleaned(Map<String, String> entries) throws IOException {
    return entries(cleaner.clean(List.of(recording(entries))).orElseThrow());
  }

  private static Map<String, String> entries(byte[] archive) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  private String cleanedLine(String line) throws IOException {
    return cleaned(Map.of("trace.trace", line)).getOrDefault("1-trace.trace", "").strip();
  }

  private String cleanedExchange(String snapshot) throws IOException {
    String line = "{\"type\":\"resource-snapshot\",\"snapshot\":" + snapshot + "}";
    return cleaned(Map.of("trace.network", line)).getOrDefault("1-trace.network", "").strip();
  }

  @Test
  void of_nothing_there_is_no_trace() {
    assertThat(cleaner.clean(List.of())).isEmpty();
  }

  @Test
  void a_watched_value_goes_from_every_text() throws IOException {
    redactor.watch(new Secret(PASSWORD));

    assertThat(
            cleanedLine(
                "{\"type\":\"frame-snapshot\",\"snapshot\":{\"html\":[\"P\",{},\"wrong: "
                    + PASSWORD
                    + "\"]}}"))
        .isEqualTo(
            "{\"type\":\"frame-snapshot\",\"snapshot\":{\"html\":[\"P\",{},\"wrong: [REDACTED]\"]}}");
  }

  @Test
  void a_cookie_goes_from_its_header_and_from_the_page_that_repeats_it() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("trace.trace", "{\"type\":\"console\",\"text\":\"id is c0ffee-8842\"}");
    entries.put(
        "trace.network",
        "{\"type\":\"resource-snapshot\",\"snapshot\":{\"response\":{\"headers\":[{\"name\":\"Set-Cookie\",\"value\":\"id=c0ffee-8842; Path=/\"}],\"cookies\":[{\"name\":\"id\",\"value\":\"c0ffee-8842\"}]}}}");
    entries.put("resources/a1.html", "<p>c0ffee-8842</p>");

    Map<String, String> cleaned = cleaned(entries);

    assertThat(cleaned)
        .containsEntry("1-trace.trace", "{\"type\":\"console\",\"text\":\"id is [REDACTED]\"}\n")
        .containsEntry(
            "1-trace.network",
            "{\"type\":\"resource-snapshot\",\"snapshot\":{\"response\":{\"headers\":[{\"name\":\"Set-Cookie\",\"value\":\"[REDACTED]\"}],\"cookies\":[{\"name\":\"id\",\"value\":\"[REDACTED]\"}]}}}\n")
        .containsValue("<p>[REDACTED]</p>");
  }

  @Test
  void a_short_cookie_and_an_authorization_go_from_their_headers() throws IOException {
    assertThat(
            cleanedExchange(
                "{\"request\":{\"headers\":[{\"name\":\"cookie\",\"value\":\"a=1\"},{\"name\":\"X-Api-Key\",\"value\":\"k\"},{\"name\":\"accept\",\"value\":\"*/*\"}]}}"))
        .contains(
            "[{\"name\":\"cookie\",\"value\":\"[REDACTED]\"},{\"name\":\"X-Api-Key\",\"value\":\"[REDACTED]\"},{\"name\":\"accept\",\"value\":\"*/*\"}]");
  }

  @Test
  void what_was_posted_and_said_in_sockets_is_left_out() throws IOException {
    assertThat(
            cleanedExchange(
                "{\"request\":{\"url\":\"http://a/?page=2&code=77aa\",\"postData\":{\"text\":\"pw=1\"},\"queryString\":[{\"name\":\"code\",\"value\":\"77aa\"}]},\"_webSocketMessages\":[{\"data\":\"pw=1\"}]}"))
        .isEqualTo(
            "{\"type\":\"resource-snapshot\",\"snapshot\":{\"request\":{\"url\":\"http://a/?page=2&code=[REDACTED]\",\"queryString\":[]}}}");
  }

  @Test
  void calls_keep_where_they_went_and_not_what_they_took_and_gave() throws IOException {
    assertThat(
            cleanedLine(
                """
                {"type":"before","method":"fill","params":{"selector":"#p","value":"x"}}
                {"type":"after","result":{"value":"x"}}
                {"type":"context-options","options":{"locale":"en","storageState":{},"httpCredentials":{}}}
                {"type":"console","args":[{"value":123456}]}
                {"type":"cut sho\
                """))
        .isEqualTo(
            """
            {"type":"before","method":"fill","params":{"selector":"#p"}}
            {"type":"after"}
            {"type":"context-options","options":{"locale":"en"}}
            {"type":"console"}\
            """);
  }

  @Test
  void what_stands_in_password_and_hidden_fields_goes_whatever_it_is() throws IOException {
    assertThat(
            cleanedLine(
                "{\"html\":[\"FORM\",{},[\"INPUT\",{\"type\":\"password\",\"__playwright_value_\":\"x\"}],[\"INPUT\",{\"type\":\"hidden\",\"value\":\"y\"}],[\"INPUT\",{\"type\":\"text\",\"value\":\"z\"}]]}"))
        .isEqualTo(
            "{\"html\":[\"FORM\",{},[\"INPUT\",{\"type\":\"password\",\"__playwright_value_\":\"[REDACTED]\"}],[\"INPUT\",{\"type\":\"hidden\",\"value\":\"[REDACTED]\"}],[\"INPUT\",{\"type\":\"text\",\"value\":\"z\"}]]}");
  }

  @Test
  void a_resource_that_changed_has_another_name_and_one_that_is_no_text_goes() throws IOException {
    redactor.watch(new Secret(PASSWORD));
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("resources/a1.html", PASSWORD);
    entries.put("resources/b2.css", "p {}");
    entries.put("resources/c3.png", "a picture");
    entries.put("resources/d4.dat", "something");
    entries.put("trace.trace", "{\"sha1\":\"a1.html\",\"other\":\"b2.css\",\"gone\":\"c3.png\"}");

    Map<String, String> cleaned = cleaned(entries);

    String name =
        cleaned.keySet().stream().filter(n -> n.endsWith(".html")).findFirst().orElseThrow();
    assertThat(name).matches("resources/[0-9a-f]{40}\\.html");
    assertThat(cleaned)
        .containsOnlyKeys(name, "resources/b2.css", "1-trace.trace")
        .containsEntry(name, "[REDACTED]")
        .containsEntry("resources/b2.css", "p {}")
        .containsEntry(
            "1-trace.trace",
            "{\"sha1\":\""
                + name.substring("resources/".length())
                + "\",\"other\":\"b2.css\",\"gone\":\"c3.png\"}\n");
  }

  @Test
  void tokens_in_json_and_addresses_go_there_and_wherever_else_they_stand() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("resources/a1.json", "{\"access_token\":\"tok_91f3a77b\",\"pin_token\":\"12\"}");
    entries.put("trace.trace", "{\"text\":\"used tok_91f3a77b\",\"url\":\"/a?session_id=5#top\"}");

    assertThat(cleaned(entries))
        .containsEntry(
            "1-trace.trace",
            "{\"text\":\"used [REDACTED]\",\"url\":\"/a?session_id=[REDACTED]#top\"}\n")
        .containsValue("{\"access_token\":\"[REDACTED]\",\"pin_token\":\"[REDACTED]\"}");
  }

  @Test
  void several_recordings_are_one_trace_in_parts() throws IOException {
    byte[] first = recording(Map.of("trace.trace", "{\"text\":\"used c0ffee-8842\"}"));
    byte[] second =
        recording(
            Map.of(
                "trace.network",
                "{\"snapshot\":{\"request\":{\"cookies\":[{\"value\":\"c0ffee-8842\"}]}}}"));

    assertThat(entries(cleaner.clean(List.of(first, second)).orElseThrow()))
        .containsOnlyKeys("1-trace.trace", "2-trace.network")
        .containsEntry("1-trace.trace", "{\"text\":\"used [REDACTED]\"}\n");
  }
}
