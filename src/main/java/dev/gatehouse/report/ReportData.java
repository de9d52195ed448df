package dev.gatehouse.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qameta.allure.ReportStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The files of a report by their names, such as {@code widgets/summary.json}. Attachments stay on
 * the disk until they are read. Thread-safe.
 */
final class ReportData implements ReportStorage {

  /** Reads a file of the report. */
  @FunctionalInterface
  interface Content {
    byte[] read() throws IOException;
  }

  /** One file of the report. */
  record Item(String name, Content content) {}

  private final Map<String, Item> items = new ConcurrentSkipListMap<>();
  private final JsonMapper json =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  @Override
  public void addDataJson(String name, Object data) {
    try {
      addDataBinary(name, json.writeValueAsBytes(data));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write the report's " + name, e);
    }
  }

  @Override
  public void addDataBinary(String name, byte[] data) {
    items.put(name, new Item(name, () -> data));
  }

  @Override
  public void addDataFile(String name, Path file) {
    items.put(name, new Item(name, () -> Files.readAllBytes(file)));
  }

  /** Returns the files sorted by name. */
  List<Item> items() {
    return List.copyOf(items.values());
  }
}
