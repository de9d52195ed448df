package dev.gatehouse.cli;

import dev.gatehouse.app.EntityExport;
import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.SafeText;
import dev.gatehouse.export.Recipient;
import dev.gatehouse.export.RecipientKey;
import dev.gatehouse.secret.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse audit export}: what was done for an entity, sealed for whoever asked. */
@Command(
    name = "export",
    description = {
      "Exports what was done for an entity in a period: audit entries with their proofs, submissions",
      "with receipts, the profile, evidence. One OpenPGP message, which gpg --decrypt opens; nothing",
      "readable touches the disk. The export itself is in the audit log."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gatehouse audit export --entity acme --from 2026-01-01 --to 2026-06-30 \\",
      "      --recipient auditor.asc --out acme.pgp",
      "  gatehouse audit export --entity acme --from 2026-01-01 --to 2026-06-30 --passphrase \\",
      "      --out acme.pgp"
    })
final class AuditExportCommand implements Callable<Integer> {

  private final SecretDesk desk;
  private final ZoneId zone;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--entity", required = true, paramLabel = "E", description = "whose actions")
  private String entity = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "the first day: 2026-01-01")
  private LocalDate from = LocalDate.EPOCH;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      description = "the last day: 2026-06-30")
  private LocalDate to = LocalDate.EPOCH;

  @ArgGroup(multiplicity = "1")
  private SealedFor sealedFor = new SealedFor();

  /** Who can open it. */
  static final class SealedFor {
    @Option(
        names = "--recipient",
        paramLabel = "KEYFILE",
        description = "a file with the recipient's OpenPGP public key")
    private @Nullable Path recipient;

    @Option(
        names = "--passphrase",
        description = "a passphrase, typed twice or given on the standard input")
    private boolean passphrase;
  }

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the file to write; there must be none yet")
  private Path file = Path.of("");

  @Option(
      names = "--copy",
      paramLabel = "PATH",
      description =
          "a file or folder with copies of checkpoints that the log must hold against; the one beside it always counts")
  private List<Path> copies = new ArrayList<>();

  AuditExportCommand() {
    this(SecretDesk.here(), ZoneId.systemDefault());
  }

  AuditExportCommand(SecretDesk desk, ZoneId zone) {
    this.desk = desk;
    this.zone = zone;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = desk.settings();
    if (to.isBefore(from)) {
      throw usage("--to: found \"%s\", expected a day not before --from %s".formatted(to, from));
    }
    if (Files.exists(file)) {
      throw usage("--out: found %s, expected a file that is not there yet".formatted(file));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw usage("--out: found no folder %s, expected one".formatted(folder));
    }
    if (!Files.isDirectory(settings.audit())) {
      throw usage("There is no audit log in " + settings.audit() + ".");
    }
    try {
      Recipient recipient = recipient();
      EntityExport.Exported exported =
          new EntityExport(settings, desk.prompt(), desk.clock(), Json::of)
              .export(
                  new EntityExport.Request(
                      entity,
                      from.atStartOfDay(zone).toInstant(),
                      to.plusDays(1).atStartOfDay(zone).toInstant(),
                      recipient,
                      file,
                      copies));
      print(exported, recipient);
      return ExitCode.PASSED;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Recipient recipient() throws IOException {
    Path key = sealedFor.recipient;
    if (sealedFor.passphrase || key == null) {
      try (Secret typed =
          desk.value("Passphrase of the export (is not shown): ", spec.commandLine())) {
        return new Recipient.Passphrase(typed.copy());
      }
    }
    return RecipientKey.read(key, desk.clock().instant());
  }

  private void print(EntityExport.Exported exported, Recipient recipient) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %,d %s with proofs, %,d %s, %,d evidence %s, for %s.%n",
        file,
        exported.entries(),
        exported.entries() == 1 ? "entry" : "entries",
        exported.submissions(),
        Progress.plural("submission", exported.submissions()),
        exported.evidence(),
        Progress.plural("file", exported.evidence()),
        SafeText.terminal(recipient.description()));
    out.println("SHA-256 " + exported.sha256());
    if (exported.entries() == 0) {
      out.printf("Note: the audit log has no entry of %s in that period.%n", entity);
    }
    if (exported.unproven() > 0) {
      out.printf(
          "Note: %,d entries no checkpoint covers yet were left out; export again.%n",
          exported.unproven());
    }
    out.flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
