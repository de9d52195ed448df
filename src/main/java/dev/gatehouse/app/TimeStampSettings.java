package dev.gatehouse.app;

import dev.gatehouse.audit.AuditException;
import dev.gatehouse.audit.CheckpointCopy;
import dev.gatehouse.audit.TimeStampAuthority;
import dev.gatehouse.secret.vault.Authorities;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Reads by whom the audit log is time-stamped, if by anybody. */
final class TimeStampSettings {

  private static final String VARIABLE = "GATEHOUSE_AUDIT_TIMESTAMP";
  private static final String AUTHORITIES = "GATEHOUSE_CA_FILE";

  private TimeStampSettings() {}

  /**
   * Returns what has checkpoints stamped.
   *
   * @throws AuditException when the variable names no address
   * @throws dev.gatehouse.secret.SecretStoreException when the authorities' file cannot be read
   */
  static Optional<CheckpointCopy> of(Map<String, String> variables, Path log) {
    String named = variables.getOrDefault(VARIABLE, "").strip();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    List<Path> folders = new ArrayList<>(List.of(TimeStampAuthority.folder(log)));
    String copies = variables.getOrDefault("GATEHOUSE_AUDIT_COPY_DIR", "");
    if (!copies.isEmpty()) {
      folders.add(Path.of(copies));
    }
    URI address = address(named);
    String pem = variables.getOrDefault(AUTHORITIES, "").strip();
    Optional<SSLContext> trusted =
        pem.isEmpty() || !"https".equals(address.getScheme())
            ? Optional.empty()
            : Optional.of(Authorities.trusting(AUTHORITIES, Path.of(pem)));
    return Optional.of(new TimeStampAuthority(address, trusted, folders));
  }

  private static URI address(String named) {
    try {
      URI address = new URI(named);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Told below, without what could be a password.
    }
    throw new AuditException(
        VARIABLE
            + ": found no address of a time-stamping authority, expected one such as https://tsa.example/tsr, without a user name. Mend or unset it.");
  }
}
