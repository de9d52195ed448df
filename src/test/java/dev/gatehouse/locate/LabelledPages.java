package dev.gatehouse.locate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.app.Browsers;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.browser.WebPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of labelled pages: {@code pages/*.html}, {@code labels.json}, {@code index.json}. */
final class LabelledPages {

  /**
   * What people say of one control.
   *
   * @param type the label, or empty
   */
  record Label(String type, boolean submit, boolean visible) {}

  /**
   * A page, read and labelled.
   *
   * @param byHand whether people labelled it, not a machine
   * @param numbers the labels' number of each control of the snapshot
   * @param labels by number
   */
  record LabelledPage(
      String name,
      String site,
      boolean byHand,
      PageSnapshot snapshot,
      List<Integer> numbers,
      Map<Integer, Label> labels) {

    /** Returns what people say of a control, or {@code null} when they say nothing. */
    @Nullable Label label(Control control) {
      return labels.get(numbers.get(control.index()));
    }
  }

  private record Read(PageSnapshot snapshot, List<Integer> numbers) {}

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private LabelledPages() {}

  /**
   * Reads the pages in a real browser, or what was read of them before.
   *
   * @param kept where what was read is kept
   */
  static List<LabelledPage> of(Path folder, Path kept) throws IOException {
    JsonNode labels = JSON.readTree(folder.resolve("labels.json").toFile());
    JsonNode index = JSON.readTree(folder.resolve("index.json").toFile());
    if (!Files.exists(kept)) {
      Files.createDirectories(kept.toAbsolutePath().getParent());
      JSON.writeValue(kept.toFile(), read(folder.resolve("pages")));
    }
    List<LabelledPage> pages = new ArrayList<>();
    JsonNode read = JSON.readTree(kept.toFile());
    for (Map.Entry<String, JsonNode> page : read.properties()) {
      Map<Integer, Label> ofPage = new HashMap<>();
      for (JsonNode label : labels.path(page.getKey())) {
        ofPage.put(
            label.path("control").asInt(),
            new Label(
                label.path("type").asText(""),
                label.path("submit").asBoolean(),
                label.path("visible").asBoolean()));
      }
      Read known = JSON.treeToValue(page.getValue(), Read.class);
      pages.add(
          new LabelledPage(
              page.getKey(),
              index.path(page.getKey()).path("site").asText(page.getKey()),
              !index.path(page.getKey()).path("generated").asBoolean(),
              known.snapshot(),
              known.numbers(),
              ofPage));
    }
    return pages;
  }

  private static Map<String, Read> read(Path folder) throws IOException {
    Map<String, Read> pages = new TreeMap<>();
    Browsers browsers = new Browsers(Machine.current());
    SnapshotTaker taker = new SnapshotTaker();
    ControlNumbers numbers = new ControlNumbers();
    try (Engine engine = browsers.launch(browsers.find(false).orElseThrow(), false);
        BrowserSession session = engine.open(SessionOptions.PLAIN);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).sorted().toList()) {
        WebPage page = session.page();
        page.open(file.toAbsolutePath().toUri().toString(), Duration.ofSeconds(30));
        PageSnapshot snapshot = taker.take(page, Map.of(), Duration.ofSeconds(30));
        pages.put(file.getFileName().toString(), new Read(snapshot, numbers.of(page)));
      }
    }
    return pages;
  }
}
