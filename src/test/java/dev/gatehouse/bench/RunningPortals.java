package dev.gatehouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A running {@link PortalServer}. Close it to end it. */
final class RunningPortals implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;
  private final List<BenchPortal> portals = new ArrayList<>();

  /**
   * What the portals were asked for.
   *
   * @param pages pages and forms
   * @param assets style sheets, scripts, pictures
   */
  record Requests(int pages, int assets) {}

  RunningPortals(int count, int latencyMillis) throws IOException {
    process =
        new ProcessBuilder(
                JavaCommand.of(
                    PortalServer.class, String.valueOf(count), String.valueOf(latencyMillis)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = process.inputReader();
    in = new PrintWriter(process.outputWriter(), true);
    for (String line = answer(); !line.isEmpty(); line = answer()) {
      portals.add(BenchPortal.parse(line));
    }
  }

  List<BenchPortal> portals() {
    return List.copyOf(portals);
  }

  /** Forgets every session and count. */
  void reset() throws IOException {
    in.println("reset");
    answer();
  }

  /** Returns what was asked for since the last reset. */
  Requests requests() throws IOException {
    in.println("counts");
    String[] counts = answer().split(" ", -1);
    return new Requests(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
  }

  private String answer() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the portals' process has ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
