package dev.gatehouse.secret.vault;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file a token stands in, as an agent or an orchestrator puts it there. */
final class TokenFile {

  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");

  private TokenFile() {}

  /**
   * Reads the token.
   *
   * @throws SecretStoreException when others than the owner may read the file, or nobody can
   */
  static Secret read(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(found)) {
          throw new SecretStoreException(
              Kind.EXPOSED,
              "VAULT_TOKEN_FILE: %s may be read by others (%s). Run: chmod 600 %s; and have the token revoked if others may have read it."
                  .formatted(file, PosixFilePermissions.toString(found), file));
        }
      }
      String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        throw new SecretStoreException(
            Kind.NO_KEY, "VAULT_TOKEN_FILE: %s is empty; expected a token.".formatted(file));
      }
      return new Secret(token);
    } catch (NoSuchFileException e) {
      throw new SecretStoreException(
          Kind.NO_KEY, "VAULT_TOKEN_FILE: there is no file %s.".formatted(file));
    } catch (IOException e) {
      throw new SecretStoreException(
          Kind.UNUSABLE,
          "VAULT_TOKEN_FILE: %s cannot be read as text (%s)."
              .formatted(file, e.getClass().getSimpleName()));
    }
  }
}
