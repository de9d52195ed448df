package dev.gatehouse.backup;

import dev.gatehouse.secret.file.FileSecretStore;
import java.nio.file.Path;

/**
 * Where a project keeps what a backup holds.
 *
 * @param folder the project's folder, absolute
 */
public record Project(Path folder) {

  public Project {
    folder = folder.toAbsolutePath().normalize();
  }

  /** Returns the folder of the local state. */
  public Path state() {
    return folder.resolve(".gatehouse");
  }

  /** Returns the folder of the backups. */
  public Path backups() {
    return state().resolve("backups");
  }

  Path secrets() {
    return state().resolve(FileSecretStore.FILE_NAME);
  }

  Path database() {
    return state().resolve("gatehouse.db");
  }

  Path audit() {
    return state().resolve("audit");
  }

  Path publicKey() {
    return audit().resolve("public-key.pem");
  }

  /** Returns the folder in which a restoration is prepared. */
  Path restoring() {
    return state().resolve("restore");
  }
}
