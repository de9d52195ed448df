package dev.gatehouse.secret.file;

import dev.gatehouse.secret.MasterPassword;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretStoreException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The key of a secrets file, made once since that is slow, and what was last opened with it. Asks
 * for the password again when another process has sealed the file anew, but not after a wrong one.
 * Not thread-safe.
 */
final class HeldKey implements AutoCloseable {

  private final MasterPassword password;
  private final KeyDerivation derivation;
  private final String place;
  private final Refusals refusals;

  private @Nullable KeyRecipe recipe;
  private @Nullable MasterKey key;
  private @Nullable SecretsContent opened;
  private byte[] openedFrom = {};
  private @Nullable KeyRecipe refused;

  HeldKey(MasterPassword password, KeyDerivation derivation, String place, Refusals refusals) {
    this.password = password;
    this.derivation = derivation;
    this.place = place;
    this.refusals = refusals;
  }

  /** Returns the key last held. */
  MasterKey key() {
    if (key == null) {
      throw new IllegalStateException("the key of " + place + " is used before it was opened");
    }
    return key;
  }

  /**
   * Opens a file's bytes.
   *
   * @throws SecretStoreException when they or the password are not right
   */
  SecretsContent open(byte[] file) {
    if (opened != null && Arrays.equals(file, openedFrom)) {
      return opened;
    }
    FileHeader header = FileHeader.decode(file, refusals);
    if (recipe == null || !recipe.sameAs(header.recipe())) {
      hold(header.recipe(), existing(header.recipe(), file));
    }
    SecretsContent content = SecretsContent.decode(file, header, key(), refusals);
    opened = content;
    openedFrom = file;
    return content;
  }

  private MasterKey existing(KeyRecipe of, byte[] file) {
    // A run of fifty scenarios shall not ask a person fifty times, nor derive as often.
    if (refused != null && refused.sameAs(of)) {
      throw refusals.wrongPassword();
    }
    try (Secret typed = password.existing(place)) {
      MasterKey made = of.key(typed, derivation);
      if (!FileHeader.opens(made, file)) {
        made.close();
        refused = of;
        throw refusals.wrongPassword();
      }
      return made;
    }
  }

  /**
   * Makes a key of a password that a person chooses now.
   *
   * @throws IllegalArgumentException with a message for a person when it is too short
   */
  MasterKey chosen(KeyRecipe of, MasterPassword from) {
    try (Secret typed = from.chosen(place)) {
      if (typed.length() < FileSecretStore.SHORTEST_PASSWORD) {
        throw new IllegalArgumentException(
            "The master password for %s is too short; found %d characters, expected at least %d. Take several words. Nothing was stored."
                .formatted(place, typed.length(), FileSecretStore.SHORTEST_PASSWORD));
      }
      return of.key(typed, derivation);
    }
  }

  /** Holds a key in place of the last, which is wiped. */
  void hold(KeyRecipe of, MasterKey made) {
    close();
    recipe = of;
    key = made;
  }

  /** Wipes the key. */
  @Override
  public void close() {
    if (key != null) {
      key.close();
    }
    key = null;
    recipe = null;
    opened = null;
    openedFrom = new byte[0];
  }
}
