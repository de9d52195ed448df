package dev.gatehouse.cli;

import dev.gatehouse.app.Records;
import dev.gatehouse.app.Settings;
import dev.gatehouse.ledger.StoredSubmission;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse submission settle}. */
@Command(
    name = "settle",
    description = "Says how a submission ended, as a person found it in the portal.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gatehouse submission settle 7 --sent --reference RMA-104113",
      "  gatehouse submission settle 8 --not-sent"
    })
final class SubmissionSettleCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "its number, from gatehouse submission list")
  private long id;

  @Option(names = "--sent", description = "it arrived: it is never sent again")
  private boolean sent;

  @Option(
      names = "--not-sent",
      description = "it did not arrive, or is to be sent once more: the next run may send it")
  private boolean notSent;

  @Option(names = "--reference", paramLabel = "R", description = "the portal's number for it")
  private @Nullable String reference;

  SubmissionSettleCommand() {
    this(Settings.defaults());
  }

  SubmissionSettleCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    if (sent == notSent || (reference != null && notSent)) {
      throw new ParameterException(
          spec.commandLine(), "Expected --sent, with --reference if there is one, or --not-sent.");
    }
    Optional<StoredSubmission> settled =
        new Records(settings).settle(id, sent, Optional.ofNullable(reference));
    if (settled.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no submission " + id + "; gatehouse submission list shows those there are.");
    }
    StoredSubmission s = settled.get();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Submission %d (%s at %s) %s%s.%n",
        s.id(),
        s.form(),
        s.portal(),
        sent ? "was sent; it is not sent again" : "counts as not sent; it may be sent again",
        s.reference().filter(r -> sent).map(r -> ", reference " + r).orElse(""));
    out.flush();
    return ExitCode.PASSED;
  }
}
