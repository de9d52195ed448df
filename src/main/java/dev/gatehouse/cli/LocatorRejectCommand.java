package dev.gatehouse.cli;

import dev.gatehouse.app.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse locator reject}. */
@Command(
    name = "reject",
    description = "Says that controls are not what was sought: they are never used for it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse locator reject 8"})
final class LocatorRejectCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "the healings' numbers, from gatehouse locator list")
  private List<Long> ids = List.of();

  @Option(names = "--all", description = "rejects every healing that waits")
  private boolean all;

  @Option(names = "--portal", paramLabel = "P", description = "with --all: only this portal's")
  private @Nullable String portal;

  LocatorRejectCommand() {
    this(Settings.defaults());
  }

  LocatorRejectCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    return new LocatorDecision(settings, spec.commandLine())
        .decide(false, ids, all, Optional.ofNullable(portal));
  }
}
