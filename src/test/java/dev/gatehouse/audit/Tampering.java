package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Changes a whole and signed log at random, in each way somebody with the disk but without the key
 * could, and puts it right again.
 */
final class Tampering {

  private static final List<String> FILES =
      List.of("2026-10.jsonl", "2026-11.jsonl", "checkpoints.jsonl");

  private final Path folder;
  private final Random random;
  private final Map<String, byte[]> whole = new TreeMap<>();
  private final List<Map<String, byte[]>> earlier = new ArrayList<>();

  /** Writes a log of two segments by several writers. */
  Tampering(Path folder, long seed) throws IOException {
    this.folder = folder;
    this.random = new Random(seed);
    MutableClock clock = new MutableClock(Instant.parse("2026-10-31T12:00:00Z"));
    int number = 0;
    for (int part = 0; part < 4; part++) {
      if (part == 2) {
        clock.set(Instant.parse("2026-11-01T00:00:00Z"));
      }
      try (AuditLog one = Logs.open(folder, clock);
          AuditLog other = Logs.open(folder, clock)) {
        for (int i = 0; i < 10; i++) {
          (random.nextInt(3) == 0 ? other : one).append(Logs.entry(number++));
        }
      }
      earlier.add(files());
    }
    whole.putAll(files());
    earlier.remove(3);
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : FILES) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        files.put(name, Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Changes the log; returns how, for a person. */
  String change() throws IOException {
    while (true) {
      Map<String, byte[]> changed = new HashMap<>(whole);
      String how = change(changed);
      boolean same = changed.keySet().equals(whole.keySet());
      for (Map.Entry<String, byte[]> file : whole.entrySet()) {
        same = same && Arrays.equals(file.getValue(), changed.get(file.getKey()));
      }
      if (!same) {
        write(changed);
        return how;
      }
    }
  }

  /** Puts the log right again. */
  void undo() throws IOException {
    write(whole);
  }

  private void write(Map<String, byte[]> files) throws IOException {
    for (String name : FILES) {
      byte[] bytes = files.get(name);
      if (bytes == null) {
        Files.deleteIfExists(folder.resolve(name));
      } else {
        Files.write(folder.resolve(name), bytes);
      }
    }
  }

  private String change(Map<String, byte[]> files) {
    String name = FILES.get(random.nextInt(FILES.size()));
    byte[] bytes = files.getOrDefault(name, new byte[0]).clone();
    List<String> lines = new ArrayList<>(List.of(new String(bytes, ISO_8859_1).split("\n", -1)));
    lines.remove(lines.size() - 1);
    int at = random.nextInt(lines.size());
    int kind = random.nextInt(13);
    switch (kind) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes = without(bytes, random.nextInt(bytes.length), 1 + random.nextInt(40));
      case 2 -> bytes = with(bytes, random.nextInt(bytes.length), 1 + random.nextInt(40));
      case 3 -> lines.remove(at);
      case 4 -> lines.add(random.nextInt(lines.size() + 1), lines.get(at));
      case 5 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
      case 6 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 7 -> lines = lines.subList(0, at);
      case 8 -> splice(lines, at);
      case 9 -> edit(lines, at);
      case 10 -> forge(lines, at);
      case 11 -> {
        // An older state of the whole log, put back.
        files.clear();
        files.putAll(earlier.get(random.nextInt(earlier.size())));
        return "older copy";
      }
      default -> {
        files.remove(name);
        return "remove " + name;
      }
    }
    if (kind >= 3 && kind != 6) {
      bytes = (String.join("\n", lines) + (lines.isEmpty() ? "" : "\n")).getBytes(ISO_8859_1);
    }
    files.put(name, bytes);
    return "change " + kind + " of " + name + " at line " + (at + 1);
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    byte[] less = new byte[Math.max(at, bytes.length - count)];
    System.arraycopy(bytes, 0, less, 0, at);
    int rest = Math.max(0, bytes.length - at - count);
    System.arraycopy(bytes, bytes.length - rest, less, at, Math.min(rest, less.length - at));
    return less;
  }

  private byte[] with(byte[] bytes, int at, int count) {
    byte[] added = new byte[count];
    random.nextBytes(added);
    byte[] more = new byte[bytes.length + count];
    System.arraycopy(bytes, 0, more, 0, at);
    System.arraycopy(added, 0, more, at, count);
    System.arraycopy(bytes, at, more, at + count, bytes.length - at);
    return more;
  }

  // A run of lines from elsewhere in place of a run of as many.
  private void splice(List<String> lines, int at) {
    int count = 1 + random.nextInt(Math.min(5, lines.size() - at));
    int from = random.nextInt(lines.size() - count + 1);
    List<String> run = List.copyOf(lines.subList(from, from + count));
    for (int i = 0; i < count; i++) {
      lines.set(at + i, run.get(i));
    }
  }

  private void edit(List<String> lines, int at) {
    String line = lines.get(at);
    List<String[]> edits =
        List.of(
            new String[] {"\"acme\"", "\"acne\""},
            new String[] {"failed", "done"},
            new String[] {"\"seq\":1", "\"seq\":2"},
            new String[] {"12:00", "13:00"},
            new String[] {"\"entries\":", "\"entries\":1"},
            new String[] {"\"v\":1", "\"v\":1.0"});
    String[] edit = edits.get(random.nextInt(edits.size()));
    lines.set(at, line.replace(edit[0], edit[1]));
  }

  // What is best without the key: an entry made different, and every hash after it made to fit.
  private static void forge(List<String> lines, int at) {
    Map<String, EntryChain> chains = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Map<String, Object> entry = JsonLine.parse(lines.get(i).getBytes(ISO_8859_1));
      if (!entry.containsKey("writer")) {
        return;
      }
      if (i == at) {
        entry.put("entity", "other");
      }
      String writer = JsonLine.text(entry, "writer");
      for (String given : List.of("v", "writer", "seq", "prev", "hash")) {
        entry.remove(given);
      }
      byte[] line = chains.computeIfAbsent(writer, EntryChain::new).next(PreparedEntry.of(entry));
      lines.set(i, new String(line, ISO_8859_1));
    }
  }
}
