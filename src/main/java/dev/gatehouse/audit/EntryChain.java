package dev.gatehouse.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One writer's entries in one segment, each bound to the one before. Not thread-safe.
 *
 * <p>An entry's hash is SHA-256 over the previous entry's hash, as 32 bytes, and the entry's
 * canonical JSON without its member {@code hash}.
 */
final class EntryChain {

  /** The format's version. */
  static final long VERSION = 1;

  private static final Set<String> MEMBERS =
      Set.of(
          "action",
          "details",
          "entity",
          "environment",
          "hash",
          "id",
          "machine",
          "outcome",
          "portal",
          "prev",
          "reason",
          "scenario",
          "seq",
          "session",
          "time",
          "user",
          "v",
          "writer");

  private static final String HASH = "hash";

  private final String writer;
  private final byte[] end;
  private String prev = Hashes.NONE;
  private long seq;

  EntryChain(String writer) {
    this.writer = writer;
    byte[] own = CanonicalJson.bytes(Map.of("v", VERSION, "writer", writer));
    this.end = Arrays.copyOfRange(own, 1, own.length);
  }

  /** Returns the line of the chain's next entry, without a line feed. */
  byte[] next(PreparedEntry entry) {
    byte[] before = entry.beforeHash();
    byte[] after =
        concatenated(
            entry.beforePrev(),
            member("prev", '"' + prev + '"'),
            entry.beforeSeq(),
            member("seq", Long.toString(seq + 1)),
            entry.beforeVersion(),
            end);
    prev = Hashes.hex(Hashes.sha256(Hashes.bytes(prev), before, after));
    seq++;
    return concatenated(before, member(HASH, '"' + prev + '"'), after);
  }

  private static byte[] member(String name, String value) {
    return ('"' + name + "\":" + value + ',').getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] concatenated(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /**
   * Reads a line and checks everything that can be seen in it alone.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Map<String, Object> read(byte[] line) {
    JsonLine.Read read = JsonLine.parse(line, HASH);
    Map<String, Object> entry = read.members();
    if (JsonLine.number(entry, "v") != VERSION) {
      throw new IllegalArgumentException("a later version of the format: " + entry.get("v"));
    }
    if (!entry.keySet().equals(MEMBERS)) {
      throw new IllegalArgumentException("not the members of an entry: " + odd(entry.keySet()));
    }
    String found = JsonLine.hash(entry, HASH);
    byte[][] rest = read.without();
    String expected =
        Hashes.hex(Hashes.sha256(Hashes.bytes(JsonLine.hash(entry, "prev")), rest[0], rest[1]));
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "its hash does not fit what it says; found " + found + ", expected " + expected);
    }
    return entry;
  }

  private static Set<String> odd(Set<String> names) {
    Set<String> odd = new TreeSet<>(names);
    odd.removeAll(MEMBERS);
    MEMBERS.stream().filter(name -> !names.contains(name)).forEach(odd::add);
    return odd;
  }

  /**
   * Checks that an entry is this chain's next, and goes on to it.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  void follow(Map<String, Object> entry) {
    long number = JsonLine.number(entry, "seq");
    if (number != seq + 1) {
      throw new IllegalArgumentException(
          "not the next entry of writer %s; found number %d, expected %d"
              .formatted(writer, number, seq + 1));
    }
    String link = JsonLine.hash(entry, "prev");
    if (!link.equals(prev)) {
      throw new IllegalArgumentException(
          "not chained to the entry before of writer %s; found %s, expected %s"
              .formatted(writer, link, prev));
    }
    prev = JsonLine.hash(entry, HASH);
    seq = number;
  }

  /** Returns the lines, each ended by a line feed. */
  static byte[] joined(Iterable<byte[]> lines) {
    int length = 0;
    for (byte[] line : lines) {
      length += line.length + 1;
    }
    byte[] all = new byte[length];
    Arrays.fill(all, (byte) '\n');
    int at = 0;
    for (byte[] line : lines) {
      System.arraycopy(line, 0, all, at, line.length);
      at += line.length + 1;
    }
    return all;
  }
}
