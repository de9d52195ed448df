package dev.gatehouse.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project folder with a definition and a nightly check for each portal. Close it to delete it.
 */
final class BenchProject implements AutoCloseable {

  private final Path folder;

  BenchProject(List<BenchPortal> portals) throws IOException {
    folder = Files.createTempDirectory("gatehouse-bench");
    Files.createDirectories(folder.resolve("portals").resolve("entities"));
    Files.createDirectories(folder.resolve("screenshots"));
    for (BenchPortal portal : portals) {
      Files.writeString(
          folder.resolve("portals").resolve(portal.name() + ".yaml"), definition(portal));
      Path features = Files.createDirectories(folder.resolve("features").resolve(portal.name()));
      Files.writeString(features.resolve("health.feature"), feature(portal));
    }
    Files.write(portalList(), portals.stream().map(BenchPortal::line).toList());
  }

  private static String definition(BenchPortal portal) {
    return """
    schema: 1
    name: %s
    address: %s
    login:
      page: /login
    session:
      page: %s
    places:
      place: { page: %s, shows: %s }
    """
        .formatted(
            portal.name(),
            portal.address(),
            portal.kind().sessionPage,
            portal.kind().placePage,
            portal.kind().placeShows);
  }

  private static String feature(BenchPortal portal) {
    return """
    @portal:%1$s
    Feature: Health of %1$s

      @health
      Scenario: It lets us in, shows its pages and lets us out
        When I sign in to %1$s
        Then I am signed in
        When I go to "place"
        Then the session is still good
        When I sign out
    """
        .formatted(portal.name());
  }

  Path folder() {
    return folder;
  }

  Path portalList() {
    return folder.resolve("portals.txt");
  }

  Path screenshots() {
    return folder.resolve("screenshots");
  }

  /** Returns when the first scenario of Gatehouse's last run began, as its results say. */
  long firstStart() throws IOException {
    ObjectMapper json = new ObjectMapper();
    long first = Long.MAX_VALUE;
    try (Stream<Path> files = Files.list(folder.resolve("reports").resolve("results"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("-result.json")).toList()) {
        first = Math.min(first, json.readTree(file.toFile()).path("start").asLong());
      }
    }
    return first;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
