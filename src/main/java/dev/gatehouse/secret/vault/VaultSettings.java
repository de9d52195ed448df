package dev.gatehouse.secret.vault;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where Vault is and what we sign in to it with.
 *
 * @param address as in {@code https://vault.example:8200}
 * @param namespace of Vault Enterprise, if one is used
 * @param mount where the key/value engine is mounted, as in {@code secret}
 * @param authorities whom to trust instead of the system's authorities
 * @param login what we sign in with
 */
public record VaultSettings(
    URI address,
    Optional<String> namespace,
    String mount,
    Optional<AuthorityFile> authorities,
    Login login,
    VaultLimits limits) {

  /**
   * A PEM file of certificate authorities.
   *
   * @param variable what names it
   */
  public record AuthorityFile(String variable, Path pem) {}

  /** What we sign in with. */
  public sealed interface Login {}

  /** A token somebody else got. */
  public record Token(Secret token) implements Login {}

  /** An application's role; Vault gives a token for it, as often as needed. */
  public record AppRole(String roleId, Secret secretId) implements Login {}

  private static final Pattern MOUNT = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads {@code VAULT_ADDR}, {@code VAULT_TOKEN} or {@code VAULT_TOKEN_FILE} or {@code
   * VAULT_ROLE_ID} with {@code VAULT_SECRET_ID}, {@code VAULT_NAMESPACE}, {@code VAULT_CACERT} or
   * {@code GATEHOUSE_CA_FILE}, and {@code GATEHOUSE_VAULT_MOUNT}; no others, and none that would
   * switch a check off. Empty counts as not set.
   *
   * @throws SecretStoreException when something is missing or cannot be so
   */
  public static VaultSettings from(Map<String, String> variables) {
    return new VaultSettings(
        address(variables),
        variable(variables, "VAULT_NAMESPACE"),
        mount(variables),
        authorities(variables, "VAULT_CACERT")
            .or(() -> authorities(variables, "GATEHOUSE_CA_FILE")),
        login(variables),
        VaultLimits.DEFAULT);
  }

  private static Optional<AuthorityFile> authorities(Map<String, String> variables, String name) {
    return variable(variables, name).map(pem -> new AuthorityFile(name, Path.of(pem)));
  }

  private static Optional<String> variable(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private static URI address(Map<String, String> variables) {
    String text =
        variable(variables, "VAULT_ADDR")
            .orElseThrow(
                () ->
                    new SecretStoreException(
                        Kind.ABSENT,
                        "It is not said where Vault is. Set VAULT_ADDR, as in https://vault.example:8200."));
    URI address = parsed(text);
    boolean https = "https".equals(address.getScheme());
    boolean http = "http".equals(address.getScheme());
    // The check is on the name as written: what a name resolves to may change between two requests.
    if (address.getHost() == null || !(https || (http && isThisMachine(address.getHost())))) {
      throw new SecretStoreException(
          Kind.UNUSABLE,
          "VAULT_ADDR: found \"%s\", expected an address that begins with https:// (http:// only for localhost, since token and secrets would cross the network readable)."
              .formatted(text));
    }
    return URI.create(address.getScheme() + "://" + address.getRawAuthority());
  }

  private static URI parsed(String text) {
    try {
      URI address = new URI(text);
      if (address.getUserInfo() != null) {
        throw new SecretStoreException(
            Kind.UNUSABLE,
            "VAULT_ADDR: found a user name or password in the address, expected none. Set VAULT_TOKEN, or VAULT_ROLE_ID and VAULT_SECRET_ID.");
      }
      return address;
    } catch (URISyntaxException e) {
      throw new SecretStoreException(
          Kind.UNUSABLE,
          "VAULT_ADDR is not an address. Set it to one as in https://vault.example:8200.");
    }
  }

  private static boolean isThisMachine(String host) {
    return THIS_MACHINE.contains(host);
  }

  private static String mount(Map<String, String> variables) {
    String mount =
        variable(variables, "GATEHOUSE_VAULT_MOUNT").orElse("secret").replaceAll("^/+|/+$", "");
    if (!MOUNT.matcher(mount).matches()) {
      throw new SecretStoreException(
          Kind.UNUSABLE,
          "GATEHOUSE_VAULT_MOUNT: found \"%s\", expected the path a key/value engine is mounted at, as in secret or teams/back-office."
              .formatted(mount));
    }
    return mount;
  }

  private static Login login(Map<String, String> variables) {
    Optional<String> token = variable(variables, "VAULT_TOKEN");
    Optional<String> tokenFile = variable(variables, "VAULT_TOKEN_FILE");
    Optional<String> roleId = variable(variables, "VAULT_ROLE_ID");
    Optional<String> secretId = variable(variables, "VAULT_SECRET_ID");
    List<String> ways = new ArrayList<>();
    token.ifPresent(given -> ways.add("VAULT_TOKEN"));
    tokenFile.ifPresent(given -> ways.add("VAULT_TOKEN_FILE"));
    roleId.or(() -> secretId).ifPresent(given -> ways.add("VAULT_ROLE_ID and VAULT_SECRET_ID"));
    if (ways.size() > 1) {
      throw new SecretStoreException(
          Kind.NO_KEY,
          "More than one way to sign in to Vault is set: %s. Unset all but one."
              .formatted(String.join("; ", ways)));
    }
    if (roleId.isPresent() != secretId.isPresent()) {
      throw new SecretStoreException(
          Kind.NO_KEY,
          "Of VAULT_ROLE_ID and VAULT_SECRET_ID only %s is set. Set both, or VAULT_TOKEN alone."
              .formatted(roleId.isPresent() ? "VAULT_ROLE_ID" : "VAULT_SECRET_ID"));
    }
    return token
        .map(Secret::new)
        .or(() -> tokenFile.map(file -> TokenFile.read(Path.of(file))))
        .<Login>map(Token::new)
        .or(() -> roleId.map(role -> new AppRole(role, new Secret(secretId.orElseThrow()))))
        .orElseThrow(
            () ->
                new SecretStoreException(
                    Kind.NO_KEY,
                    "Nothing is set to sign in to Vault with. Set VAULT_TOKEN, VAULT_TOKEN_FILE, or VAULT_ROLE_ID and VAULT_SECRET_ID."));
  }
}
