package dev.gatehouse.session;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** The key sessions are sealed with: made once, and kept in the secret store. */
public final class SessionKey {

  /** What it is stored under. */
  public static final SecretName NAME = new SecretName("gatehouse", "default", "session-key");

  private static final int BYTES = 32;

  private SessionKey() {}

  /**
   * Returns the store's key, made if need be; of two processes that make one at once, both get the
   * first's.
   *
   * @return 256 bits, which whoever asked wipes
   * @throws SecretStoreException when the store cannot give or keep it
   */
  public static byte[] of(SecretStore store) {
    return store.get(NAME).map(stored -> decoded(stored.value())).orElseGet(() -> made(store));
  }

  private static byte[] made(SecretStore store) {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    try (Secret secret = new Secret(Base64.getEncoder().encodeToString(key))) {
      store.put(NAME, secret, SecretStore.NO_VERSION);
      return key;
    } catch (SecretStoreException e) {
      Arrays.fill(key, (byte) 0);
      if (e.kind() == SecretStoreException.Kind.CONFLICT) {
        return store.get(NAME).map(stored -> decoded(stored.value())).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private static byte[] decoded(Secret value) {
    try (value) {
      byte[] key = Base64.getDecoder().decode(value.reveal());
      if (key.length == BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like a key of another length.
    }
    throw new SecretStoreException(
        SecretStoreException.Kind.DAMAGED,
        "The secret %s is no key of Gatehouse. Delete it (gatehouse secret delete %s); kept sessions are then lost, and signing in makes new ones."
            .formatted(NAME, NAME));
  }
}
