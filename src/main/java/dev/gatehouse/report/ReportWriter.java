package dev.gatehouse.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the report: writes categories, environment and executor beside the results, carries the
 * history of earlier reports over, and generates one {@code index.html} that holds everything,
 * screenshots included, and opens from the disk. Nothing is sent anywhere, neither now nor when the
 * report is read.
 *
 * <p>Making a report twice from the same results counts as one run in the trends. Thread-safe, but
 * two reports made at once into the same history lose one of the two runs.
 */
public final class ReportWriter {

  private static final Logger log = LoggerFactory.getLogger(ReportWriter.class);

  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss O", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final Map<String, String> ciVariables;

  /**
   * Creates a writer.
   *
   * @param ciVariables the process environment, from which a CI server is recognised
   */
  public ReportWriter(Map<String, String> ciVariables) {
    this.ciVariables = Map.copyOf(ciVariables);
  }

  /**
   * Makes the report.
   *
   * @return the HTML file
   * @throws UncheckedIOException when a folder cannot be read or written
   */
  public Path write(ReportInput input) {
    try {
      Files.createDirectories(input.results());
      RunFiles facts = new RunFiles(input.results());
      facts.writeCategories();
      if (!input.environment().isEmpty()) {
        Map<String, String> environment = new LinkedHashMap<>(input.environment());
        environment.put("Started", TIMES.format(input.started()));
        environment.put("Took", took(Duration.between(input.started(), input.finished())));
        facts.writeEnvironment(environment);
      }
      History history = new History(input.history());
      history.copyTo(input.results());
      facts.writeExecutor(
          new CiBuild(ciVariables)
              .executor()
              .orElseGet(() -> CiBuild.local(history.nextRun(input.results()))));
      ReportData data = new AllureGenerator().generate(input.results());
      Path page = new ReportPage(data).write(input.report());
      history.keep(data);
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write the report from " + input.results() + " to " + input.report(), e);
    }
  }

  /**
   * Loads in the background what {@link #write} needs, so that it does not wait for it after the
   * last scenario. Optional; never fails; uses about half a second of one processor.
   */
  public void warmUp() {
    Thread thread = new Thread(ReportWriter::rehearse, "report-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void rehearse() {
    try {
      Rehearsal.run();
    } catch (IOException | RuntimeException e) {
      log.debug("The report could not be rehearsed; it is only made later, not worse", e);
    }
  }

  private static String took(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 60
        ? seconds + " s"
        : seconds < 3600
            ? seconds / 60 + " min " + seconds % 60 + " s"
            : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }
}
