package dev.gatehouse.cli;

import dev.gatehouse.app.Browsers;
import dev.gatehouse.app.Check;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code gatehouse setup}: finds or installs a browser. Exits 0, or 2 when there is none to be had.
 */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    description = "Finds a browser on this machine, or installs one.",
    footer = {"", "Example:", "  gatehouse setup --headed"})
public final class SetupCommand implements Callable<Integer> {

  private final Browsers browsers;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--headed", description = "A browser that shows windows.")
  private boolean headed;

  public SetupCommand(Browsers browsers) {
    this.browsers = browsers;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Check> checks =
        browsers.setUp(
            headed,
            line -> {
              out.println(line);
              out.flush();
            });
    checks.forEach(check -> out.println(CheckLine.of(check)));
    return CheckLine.exitCode(checks);
  }
}
