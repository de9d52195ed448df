package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The time stamps of a log that is examined. Used by one thread. */
final class TimeStamps {

  /** The folder of them within the log's. */
  static final String FOLDER = "timestamps";

  private static final String SUFFIX = ".tst";
  private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{8,18})-[0-9a-f]{12}");

  /** One that holds by itself. */
  private record Found(Path file, long number, TimeStamp stamp) {}

  private final List<Found> found = new ArrayList<>();

  /** Returns the name of the file of a checkpoint's token; its copies are named alike. */
  static String file(long number, String line) {
    return name(number, line) + SUFFIX;
  }

  /** Returns the name of a checkpoint's files, without what says which. */
  static String name(long number, String line) {
    String hash = Hashes.hex(Hashes.sha256(line.getBytes(StandardCharsets.UTF_8)));
    return "checkpoint-%08d-%s".formatted(number, hash.substring(0, 12));
  }

  /**
   * Reads the tokens of the log and of copies.
   *
   * @param authorities one of which must vouch for each; empty for any
   */
  void read(Path log, List<Path> copies, Set<X509Certificate> authorities)
      throws IOException, BadLog {
    List<Path> folders = new ArrayList<>(copies);
    folders.add(log.resolve(FOLDER));
    for (Path folder : folders) {
      for (Path file : filesOf(folder)) {
        found.add(read(file, authorities));
      }
    }
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  private static Found read(Path file, Set<X509Certificate> authorities)
      throws IOException, BadLog {
    String name = String.valueOf(file.getFileName());
    Matcher number = NAME.matcher(name.substring(0, name.length() - SUFFIX.length()));
    if (!number.matches()) {
      throw new BadLog(
          file.toString(), 0, "no name of a time stamp; expected checkpoint-NUMBER-HASH.tst");
    }
    TimeStamp stamp;
    try {
      stamp = TimeStamp.read(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new BadLog(file.toString(), 0, String.valueOf(e.getMessage()));
    }
    if (!authorities.isEmpty() && !stamp.isVouchedFor(authorities)) {
      throw new BadLog(
          file.toString(),
          0,
          "stamped by %s, for whom none of the authorities given vouches"
              .formatted(stamp.authority()));
    }
    return new Found(file, Long.parseLong(number.group(1)), stamp);
  }

  /**
   * Compares them with the log's checkpoints.
   *
   * @param hashes the SHA-256 of the checkpoints by their numbers
   */
  void compare(Map<Long, String> hashes) throws BadLog {
    for (Found one : found) {
      String expected = hashes.get(one.number());
      if (!one.stamp().hash().equals(expected)) {
        throw new BadLog(
            one.file().toString(),
            0,
            "not a time stamp of the log's checkpoint %d; found one of %s, expected %s"
                .formatted(
                    one.number(),
                    one.stamp().hash(),
                    expected == null ? "none: the log has no such checkpoint" : expected));
      }
    }
  }

  /** Returns up to where the log is time-stamped, for a person; empty when it is not. */
  Optional<String> note(boolean vouchedFor) {
    Found last = null;
    for (Found one : found) {
      last = last == null || one.number() > last.number() ? one : last;
    }
    return Optional.ofNullable(last)
        .map(
            one ->
                "Time-stamped up to checkpoint %d, at %s, by %s%s."
                    .formatted(
                        one.number(),
                        one.stamp().time(),
                        one.stamp().authority(),
                        vouchedFor
                            ? ", for whom one of the authorities given vouches"
                            : ". That name is what the time stamp says of itself: name the authority's certificate with --timestamp-ca"));
  }
}
