package dev.gatehouse.cli;

import dev.gatehouse.app.Records;
import dev.gatehouse.app.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse session drop}. */
@Command(
    name = "drop",
    description = {
      "Forgets a portal's kept sessions, so that the next run signs in with the password. The portal",
      "is not told: there a session ends by itself in time."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse session drop td_synnex --account main"})
final class SessionDropCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(paramLabel = "PORTAL", description = "the portal's name")
  private String portal = "";

  @Option(names = "--account", paramLabel = "NAME", description = "only the account of that name")
  private @Nullable String account;

  SessionDropCommand() {
    this(Settings.defaults());
  }

  SessionDropCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    int count = new Records(settings).dropSessions(portal, Optional.ofNullable(account));
    PrintWriter out = spec.commandLine().getOut();
    String whose = portal + (account == null ? "" : " as \"" + account + "\"");
    out.println(
        count == 0
            ? "No session is kept for " + whose + "; gatehouse session list."
            : "Forgot %d %s of %s.".formatted(count, Progress.plural("session", count), whose));
    out.flush();
    return count == 0 ? ExitCode.NOTHING_MATCHED : ExitCode.PASSED;
  }
}
