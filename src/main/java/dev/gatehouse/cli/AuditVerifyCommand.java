package dev.gatehouse.cli;

import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.AuditVerifier;
import dev.gatehouse.audit.SafeText;
import dev.gatehouse.audit.Verification;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse audit verify}: whether a log is as it was written. */
@Command(
    name = "verify",
    description = {
      "Examines an audit log with its files and a public key alone, and names the first entry that",
      "is not as it was written."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 the log holds, 1 it does not, 2 there is none or it cannot be read.",
      "",
      "Examples:",
      "  gatehouse audit verify",
      "  gatehouse audit verify /mnt/old/audit --key public-key.pem --copy /mnt/copies"
    })
final class AuditVerifyCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "the log's folder (default: .gatehouse/audit)")
  private @Nullable Path folder;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "the public key, in PEM form, kept elsewhere (default: the one in DIR)")
  private @Nullable Path key;

  @Option(
      names = "--copy",
      paramLabel = "PATH",
      description = "a file or folder with copies of checkpoints; the one beside DIR always counts")
  private List<Path> copies = new ArrayList<>();

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  AuditVerifyCommand() {
    this(Settings.defaults());
  }

  AuditVerifyCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    Path log = folder == null ? settings.audit() : folder;
    List<Path> all = new ArrayList<>(copies);
    Path anchors = AuditSettings.anchors(log);
    if (Files.exists(anchors)) {
      all.add(anchors);
    }
    Verification found = new AuditVerifier(log, Optional.ofNullable(key), all).verify();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(fields(found)));
    } else {
      print(found, out);
    }
    out.flush();
    return found.holds() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private static void print(Verification found, PrintWriter out) {
    if (found.bad().isPresent()) {
      out.println(found.folder() + " does not hold:");
      out.println(SafeText.terminal(found.bad().get().toString()));
    } else {
      out.printf(
          "%s holds: %,d %s in %d %s, %,d %s%s.%n",
          found.folder(),
          found.entries(),
          found.entries() == 1 ? "entry" : "entries",
          found.segments(),
          Progress.plural("segment", found.segments()),
          found.checkpoints(),
          Progress.plural("checkpoint", found.checkpoints()),
          found.key().isEmpty() ? "" : " by key " + found.key());
    }
    found.notes().forEach(note -> out.println("Note: " + SafeText.terminal(note)));
  }

  private static Map<String, Object> fields(Verification found) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("folder", found.folder());
    fields.put("holds", found.holds());
    found
        .bad()
        .ifPresent(
            bad -> {
              fields.put("file", bad.file());
              fields.put("line", bad.line());
              fields.put("what", bad.what());
            });
    fields.put("entries", found.entries());
    fields.put("segments", found.segments());
    fields.put("checkpoints", found.checkpoints());
    fields.put("unsigned", found.unsigned());
    fields.put("key", found.key());
    fields.put("notes", found.notes());
    return fields;
  }
}
