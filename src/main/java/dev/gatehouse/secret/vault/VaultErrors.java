package dev.gatehouse.secret.vault;

import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * What went wrong with Vault, said for a person. No cause is kept and nothing of an answer is
 * quoted: either may hold what was sent.
 */
final class VaultErrors {

  private final VaultSettings settings;

  VaultErrors(VaultSettings settings) {
    this.settings = settings;
  }

  private SecretStoreException error(Kind kind, String told) {
    return new SecretStoreException(kind, "Vault at " + settings.address() + " " + told);
  }

  SecretStoreException unreachable(IOException why, Duration spent, int attempts) {
    if (why instanceof HttpTimeoutException) {
      return error(
          Kind.TIMED_OUT,
          "did not answer in time (%d s for an answer; %s). Look at its load and the network, then try again."
              .formatted(settings.limits().answer().toSeconds(), tried(spent, attempts)));
    }
    if (why instanceof SSLException) {
      return error(
          Kind.UNREACHABLE,
          "shows a certificate that is not trusted, so nothing was sent to it. Name the authority's PEM file in VAULT_CACERT or GATEHOUSE_CA_FILE, or mend the certificate; checks cannot be switched off.");
    }
    return error(
        Kind.UNREACHABLE,
        "cannot be reached (%s; %s). Look at VAULT_ADDR, whether Vault runs, and the network."
            .formatted(why.getClass().getSimpleName(), tried(spent, attempts)));
  }

  /** For an answer that is no success and of which nothing better is known. */
  SecretStoreException of(Answer answer, String what, Duration spent, int attempts) {
    if (answer.isSealed()) {
      return error(
          Kind.LOCKED,
          "is sealed. Have an operator unseal it (vault operator unseal), then try again.");
    }
    // A load balancer in front of it tells of trouble in HTML.
    if (!answer.isVaults() && answer.status() < 500) {
      return notVault(answer);
    }
    if (answer.complainsOf("no handler for route")) {
      return error(
          Kind.ABSENT,
          "has no secrets engine at \"%s\". Set GATEHOUSE_VAULT_MOUNT to where the key/value engine is (vault secrets list), or run: vault secrets enable -path=%s -version=2 kv"
              .formatted(settings.mount(), settings.mount()));
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      return error(
          Kind.UNREACHABLE,
          "points to another address. Set VAULT_ADDR to the active node or the load balancer; tokens are not sent on.");
    }
    if (answer.status() == 429) {
      return error(
          Kind.UNREACHABLE,
          "has too many requests (%s). Try again later, or have the quota raised."
              .formatted(tried(spent, attempts)));
    }
    if (answer.status() >= 500) {
      return error(
          Kind.UNREACHABLE,
          "has trouble of its own (status %d; %s). Look at its log, then try again."
              .formatted(answer.status(), tried(spent, attempts)));
    }
    return error(
        Kind.UNUSABLE,
        "did not do what was asked for: %s (status %d). Look at its log."
            .formatted(what, answer.status()));
  }

  SecretStoreException notVault(Answer answer) {
    return new SecretStoreException(
        Kind.ABSENT,
        "What answers at %s is not Vault (status %d, and not Vault's JSON). Set VAULT_ADDR to Vault's address."
            .formatted(settings.address(), answer.status()));
  }

  SecretStoreException forbidden(String what) {
    return error(
        Kind.FORBIDDEN,
        "does not allow this token to do: %s. Have its policy extended (operators' guide, \"Secrets in Vault\")."
            .formatted(what));
  }

  SecretStoreException expired() {
    return error(
        Kind.EXPIRED,
        "does not accept the token: it has expired, was revoked, or is another Vault's. Get a new one (vault login) and set VAULT_TOKEN or VAULT_TOKEN_FILE.");
  }

  SecretStoreException wrongRole() {
    return error(
        Kind.WRONG_KEY,
        "does not accept VAULT_ROLE_ID with VAULT_SECRET_ID: one is wrong, or the secret id has expired or was used up. Have a new secret id made (vault write -f auth/approle/role/ROLE/secret-id).");
  }

  SecretStoreException loginForbidden() {
    return error(
        Kind.FORBIDDEN,
        "does not let us sign in with VAULT_ROLE_ID and VAULT_SECRET_ID. Have the role, its networks and the AppRole method looked at.");
  }

  SecretStoreException notVersioned() {
    return error(
        Kind.UNUSABLE,
        "keeps no versions at \"%s\": it is a key/value engine of version 1, expected version 2. Run: vault kv enable-versioning %s"
            .formatted(settings.mount(), settings.mount()));
  }

  SecretStoreException damaged(String path) {
    return error(
        Kind.DAMAGED,
        "holds at %s something in _gatehouse that Gatehouse did not write. Look at its versions (vault kv get -version=N), and write the last good one back."
            .formatted(place(path)));
  }

  SecretStoreException tooMuchTraffic(String path, Duration spent) {
    return error(
        Kind.CONFLICT,
        "was written to at %s by others again and again for %d s. Nothing was changed; try again."
            .formatted(place(path), spent.toSeconds()));
  }

  private String place(String path) {
    return settings.mount() + "/portals/" + path;
  }

  private static String tried(Duration spent, int attempts) {
    return attempts == 1
        ? "tried once"
        : "tried %d times in %d s".formatted(attempts, spent.toSeconds());
  }
}
