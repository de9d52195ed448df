package dev.gatehouse.cli;

import dev.gatehouse.sandbox.Sandbox;
import dev.gatehouse.sandbox.SandboxAccount;
import dev.gatehouse.sandbox.SandboxSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse sandbox}: serves the embedded portals for a person to try. */
@Command(
    name = "sandbox",
    description =
        "Serves the embedded portals until stopped with Ctrl-C, and prints their addresses.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse sandbox --port 8480 --latency 150"})
final class SandboxCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--port", paramLabel = "N", description = "the port (default: any free one)")
  private int port;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "how long every request waits before it is answered, in ms (default: 0)")
  private int latencyMillis;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "--port: found " + port + ", expected 0 to 65535");
    }
    PrintWriter out = spec.commandLine().getOut();
    SandboxSettings settings =
        SandboxSettings.defaults().withPort(port).withLatency(Duration.ofMillis(latencyMillis));
    try (Sandbox sandbox = Sandbox.start(settings)) {
      out.printf("%-14s %-46s %-34s %s%n", "PORTAL", "ADDRESS", "USER NAME", "PASSWORD");
      for (String portal : sandbox.portals()) {
        SandboxAccount account = sandbox.account(portal);
        out.printf(
            "%-14s %-46s %-34s %s%n",
            portal,
            sandbox.address(portal),
            account.username(),
            account.password() + account.totpSeed().map(seed -> "   TOTP seed " + seed).orElse(""));
      }
      out.println();
      out.println("These accounts exist here only. Stop with Ctrl-C.");
      out.flush();
      new CountDownLatch(1).await();
    }
    return ExitCode.PASSED;
  }
}
