package dev.gatehouse.secret.file;

import dev.gatehouse.secret.MasterPassword;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * A secrets file whose key takes the least work the format allows, a fifth of the usual: for tests
 * that open one again and again and are about something else. A file keeps the work it began with.
 */
public final class LightSecrets {

  private LightSecrets() {}

  /** Begins an empty one in a project's folder. */
  public static void begin(Path project, String masterPassword) {
    MasterPassword password =
        new MasterPassword() {
          @Override
          public Secret existing(String place) {
            return new Secret(masterPassword);
          }

          @Override
          public Secret chosen(String place) {
            return new Secret(masterPassword);
          }
        };
    Path file = project.resolve(".gatehouse").resolve(FileSecretStore.FILE_NAME);
    SecretName first = SecretName.of("first/note");
    try (FileSecretStore store =
            new FileSecretStore(
                file,
                password,
                List.of(),
                Clock.systemUTC(),
                new RealDisk(),
                new Argon2id(),
                QuickStore.LEAST);
        Secret value = new Secret("begun")) {
      store.put(first, value);
      store.delete(first);
    }
    if (!Files.exists(file)) {
      throw new AssertionError("no secrets file came of it");
    }
  }
}
