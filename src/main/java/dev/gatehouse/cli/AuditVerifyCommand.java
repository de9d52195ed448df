package dev.gatehouse.cli;

import dev.gatehouse.app.Records;
import dev.gatehouse.app.Settings;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.AuditVerifier;
import dev.gatehouse.audit.DatabaseComparison;
import dev.gatehouse.audit.SafeText;
import dev.gatehouse.audit.Verification;
import dev.gatehouse.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse audit verify}: whether a log is as it was written. */
@Command(
    name = "verify",
    description = {
      "Examines an audit log with its files and a public key alone, and names the first entry that",
      "is not as it was written. The project's own log is compared with its copy in the database."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 the log holds, 1 it does not, 2 there is none or it cannot be read.",
      "",
      "Examples:",
      "  gatehouse audit verify",
      "  gatehouse audit verify /mnt/old/audit --key public-key.pem --copy /mnt/copies",
      "  gatehouse audit verify --timestamp-ca tsa-root.pem"
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

  @Option(
      names = "--timestamp-ca",
      paramLabel = "FILE",
      description = "PEM file of the authorities one of which must vouch for each time stamp")
  private @Nullable Path authorities;

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
    Verification found =
        new AuditVerifier(log, Optional.ofNullable(key), all, authorities()).verify();
    List<String> databaseNotes = new ArrayList<>();
    Optional<DatabaseComparison> compared =
        folder == null && found.holds() ? compare(databaseNotes) : Optional.empty();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> fields = fields(found);
      compared.ifPresent(database -> fields.put("database", fields(database)));
      databaseNotes.forEach(note -> fields.put("database-note", note));
      out.println(Json.of(fields));
    } else {
      print(found, out);
      compared.ifPresent(database -> print(database, out));
      databaseNotes.forEach(note -> out.println("Note: " + SafeText.terminal(note)));
    }
    out.flush();
    boolean same = compared.flatMap(DatabaseComparison::bad).isEmpty();
    return found.holds() && same ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private Set<X509Certificate> authorities() {
    if (authorities == null) {
      return Set.of();
    }
    try (InputStream pem = Files.newInputStream(authorities)) {
      Set<X509Certificate> read = new HashSet<>();
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        read.add((X509Certificate) one);
      }
      if (!read.isEmpty()) {
        return read;
      }
    } catch (IOException | CertificateException e) {
      // Told below.
    }
    throw new ParameterException(
        spec.commandLine(),
        "--timestamp-ca: found no certificate in %s, expected a PEM file of authorities"
            .formatted(authorities));
  }

  // The database proves nothing, so a log stands without it.
  private Optional<DatabaseComparison> compare(List<String> notes) {
    try {
      return new Records(settings).compareAudit();
    } catch (StorageException e) {
      notes.add("The copy in the database was not compared. " + e.getMessage());
      return Optional.empty();
    }
  }

  private static void print(DatabaseComparison database, PrintWriter out) {
    if (database.bad().isPresent()) {
      out.println("The copy in the database differs, which questions are answered from:");
      out.println(SafeText.terminal(database.bad().get().toString()));
    } else {
      out.printf(
          "The database has the same: %,d %s%s.%n",
          database.same(),
          database.same() == 1 ? "entry" : "entries",
          database.waiting() == 0
              ? ""
              : "; %,d more are copied by the next run".formatted(database.waiting()));
    }
  }

  private static Map<String, Object> fields(DatabaseComparison database) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("same", database.same());
    fields.put("waiting", database.waiting());
    database.bad().ifPresent(bad -> fields.put("difference", bad.toString()));
    return fields;
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
    fields.put("kept", found.kept());
    fields.put("notes", found.notes());
    return fields;
  }
}
