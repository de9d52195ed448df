package dev.gatehouse.bench;

import dev.gatehouse.sandbox.Sandbox;
import dev.gatehouse.sandbox.SandboxAccount;
import dev.gatehouse.sandbox.SandboxSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The portals, in a process of their own, so that serving them is counted for nobody. Prints a line
 * for each portal and an empty one, then answers {@code reset} and {@code counts}; ends with its
 * input.
 */
final class PortalServer {

  private PortalServer() {}

  /**
   * Serves until its input ends.
   *
   * @param args how many portals, and the latency of each request in ms
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    int portals = Integer.parseInt(args[0]);
    Duration latency = Duration.ofMillis(Integer.parseInt(args[1]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withLatency(latency))) {
      List<PortalKind> kinds = List.of(PortalKind.values());
      List<String> names = new ArrayList<>();
      for (int i = 0; i < portals; i++) {
        PortalKind kind = kinds.get(i % kinds.size());
        String name = "bench_%02d".formatted(i + 1);
        sandbox.alias(name, kind.portal());
        SandboxAccount account = sandbox.account(name);
        names.add(name);
        out.println(
            new BenchPortal(
                    name, kind, sandbox.address(name), account.username(), account.password())
                .line());
      }
      out.println();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("reset")) {
          sandbox.reset();
          out.println("done");
        } else {
          out.println(requests(sandbox, names, false) + " " + requests(sandbox, names, true));
        }
      }
    }
  }

  private static int requests(Sandbox sandbox, List<String> names, boolean assets) {
    return names.stream()
        .flatMap(name -> sandbox.counts(name).entrySet().stream())
        .filter(count -> count.getKey().contains(" /assets/") == assets)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
