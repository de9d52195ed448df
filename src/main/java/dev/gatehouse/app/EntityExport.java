package dev.gatehouse.app;

import dev.gatehouse.audit.AuditEntry;
import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.AuditFilter;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditSettings;
import dev.gatehouse.audit.ProvenEntries;
import dev.gatehouse.export.Recipient;
import dev.gatehouse.export.SealedArchive;
import dev.gatehouse.ledger.StoredSubmission;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Exports what was done for an entity in a period, sealed for its recipient. That it was exported,
 * and to whom, is in the audit log; what cannot be written there is not exported.
 */
public final class EntityExport {

  private static final String VERIFIER = "/dev/gatehouse/app/audit-verify.py";

  private final Settings settings;
  private final HiddenPrompt prompt;
  private final Clock clock;
  private final Function<Object, String> json;
  private final Redactor redactor = new Redactor();

  /**
   * What is to be exported.
   *
   * @param from the first moment
   * @param to the moment after the last
   * @param file where to; there must be none yet
   * @param copies files or folders with copies of the log's checkpoints, besides the one beside it
   */
  public record Request(
      String entity, Instant from, Instant to, Recipient recipient, Path file, List<Path> copies) {

    public Request {
      copies = List.copyOf(copies);
    }
  }

  /**
   * What was exported.
   *
   * @param files how many files are in it
   * @param unproven how many entries were left out because no checkpoint covers them
   * @param sha256 of the file
   */
  public record Exported(
      long entries, int submissions, int evidence, int files, long unproven, String sha256) {}

  /**
   * @param prompt asks for the master password where the audit log's key needs it
   * @param json writes a value of maps and lists
   */
  public EntityExport(
      Settings settings, HiddenPrompt prompt, Clock clock, Function<Object, String> json) {
    this.settings = settings;
    this.prompt = prompt;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Exports.
   *
   * @throws AuditException when the audit log does not hold or cannot be written
   * @throws IOException when the file cannot be written
   */
  public Exported export(Request request) throws IOException {
    // Signs everything there is, so that everything can be proven; and shows that the log can be
    // written before anything leaves.
    audit(entry(request, "begin-export", AuditEntry.DONE, "", Map.of()));
    try {
      Exported exported = write(request);
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("entries", exported.entries());
      details.put("submissions", exported.submissions());
      details.put("evidence-files", exported.evidence());
      details.put("sha256", exported.sha256());
      audit(entry(request, "export", AuditEntry.DONE, "", details));
      return exported;
    } catch (IOException | RuntimeException e) {
      audit(
          entry(
              request,
              "export",
              "failed",
              "Not exported",
              Map.of("message", String.valueOf(e.getMessage()))));
      throw e;
    }
  }

  private void audit(AuditEntry entry) {
    ChosenStore chosen = new ChosenStore(settings, prompt, clock, redactor);
    AuditSettings kept = RunAudit.settings(settings, redactor::clean);
    try (SecretStore store = chosen.open();
        AuditLog log = new AuditKeys(chosen, store, clock).open(kept).log()) {
      log.append(entry);
    }
  }

  private AuditEntry entry(
      Request request, String action, String outcome, String reason, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>(more);
    details.put("from", request.from().toString());
    details.put("to", request.to().toString());
    details.put("recipient", request.recipient().description());
    details.put("file", String.valueOf(request.file().getFileName()));
    return new AuditEntry(
        UUID.randomUUID(),
        "",
        "",
        clock.instant(),
        action,
        "",
        request.entity(),
        "",
        settings.user(),
        MachineName.of(settings.variables()),
        outcome,
        reason,
        details);
  }

  private Exported write(Request request) throws IOException {
    ProvenEntries entries =
        new ProvenEntries(
            settings.audit(),
            new AuditFilter(
                Optional.of(request.from()),
                Optional.of(request.to()),
                Optional.empty(),
                Optional.of(request.entity()),
                Optional.empty()),
            copies(request));
    List<StoredSubmission> submissions = submissions(request);
    List<Path> evidence =
        new EvidenceFiles(settings.reports().resolve("results"))
            .of(request.entity(), request.from(), request.to());
    try (SealedArchive archive =
        SealedArchive.create(request.file(), request.recipient(), clock.instant())) {
      archive.put("audit/entries.jsonl", entries::writeTo);
      archive.put("audit/checkpoints.jsonl", entries::writeCheckpoints);
      archive.put("audit/public-key.pem", entries::writeKeys);
      archive.put("audit-verify.py", EntityExport::writeVerifier);
      Path profile = settings.portals().resolve("entities").resolve(request.entity() + ".yaml");
      if (Files.exists(profile)) {
        archive.put("entity.yaml", out -> Files.copy(profile, out));
      }
      archive.put(
          "submissions.json",
          text(json.apply(submissions.stream().map(EntityExport::fields).toList()) + "\n"));
      for (Path file : evidence) {
        archive.put("evidence/" + file.getFileName(), out -> Files.copy(file, out));
      }
      archive.put("README.txt", text(readMe(request, entries)));
      Map<String, Object> manifest = new LinkedHashMap<>();
      manifest.put("entity", request.entity());
      manifest.put("from", request.from().toString());
      manifest.put("to", request.to().toString());
      manifest.put("exported", clock.instant().toString());
      manifest.put("entries", entries.written());
      manifest.put("sha256", new TreeMap<>(archive.hashes()));
      archive.put("manifest.json", text(json.apply(manifest) + "\n"));
      int files = archive.hashes().size();
      return new Exported(
          entries.written(),
          submissions.size(),
          evidence.size(),
          files,
          entries.unproven(),
          archive.finish());
    }
  }

  private List<Path> copies(Request request) {
    List<Path> copies = new ArrayList<>(request.copies());
    Path anchors = AuditSettings.anchors(settings.audit());
    if (Files.exists(anchors)) {
      copies.add(anchors);
    }
    return copies;
  }

  private static SealedArchive.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeVerifier(OutputStream out) throws IOException {
    try (InputStream script = EntityExport.class.getResourceAsStream(VERIFIER)) {
      if (script == null) {
        throw new IllegalStateException(VERIFIER + " is not among the resources");
      }
      script.transferTo(out);
    }
  }

  private List<StoredSubmission> submissions(Request request) {
    return new ArrayList<>(new Records(settings).submissions())
        .stream()
            .filter(sent -> sent.entity().equals(request.entity()))
            .filter(sent -> !Instant.parse(sent.sent()).isBefore(request.from()))
            .filter(sent -> Instant.parse(sent.sent()).isBefore(request.to()))
            .toList();
  }

  private static Map<String, Object> fields(StoredSubmission sent) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", sent.id());
    fields.put("state", sent.state().word());
    fields.put("environment", sent.environment());
    fields.put("portal", sent.portal());
    fields.put("form", sent.form());
    fields.put("receipt", sent.reference().orElse(""));
    fields.put("run", sent.run());
    fields.put("sent", sent.sent());
    fields.put("settled", sent.settled());
    fields.put("settled-by", sent.settledBy());
    return fields;
  }

  private static String readMe(Request request, ProvenEntries entries) {
    return """
        What was done for %s from %s to %s (UTC, the end not included).

        audit/entries.jsonl      %d entries of the audit log, each with a proof
        audit/checkpoints.jsonl  the signed statements the proofs lead to
        audit/public-key.pem     the public keys they are signed with
        submissions.json         forms that were sent, with the portals' receipts
        evidence/                results of scenarios and what they attached
        entity.yaml              the entity's profile as it is now, where there is one
        manifest.json            the SHA-256 of every file

        To verify, with nothing but Python 3:

            python3 audit-verify.py --export .

        Compare public-key.pem with the copy you were given at another time, or name that with
        --key: who forged an export could have put a key of his own into it. A proof shows that an
        entry stood in the log when the checkpoint was signed. It does not show that no entry was
        left out of this export, nor that what was written was true.
        %s"""
        .formatted(
            request.entity(),
            request.from(),
            request.to(),
            entries.written(),
            entries.unproven() == 0
                ? ""
                : "%n%d entries were left out: no checkpoint covers them yet.%n"
                    .formatted(entries.unproven()));
  }
}
