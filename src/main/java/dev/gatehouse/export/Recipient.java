package dev.gatehouse.export;

import dev.gatehouse.secret.Secret;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.operator.PGPKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/** Who can open an export. */
public sealed interface Recipient permits RecipientKey, Recipient.Passphrase {

  /** Returns who, for a person and the audit log; no secret. */
  String description();

  /** Returns how the message's key is sealed. */
  PGPKeyEncryptionMethodGenerator method();

  /** Whoever knows a passphrase. */
  record Passphrase(Secret value) implements Recipient {

    /** The shortest, in characters: it is all that stands between the file and its content. */
    public static final int SHORTEST = 12;

    // RFC 9580, section 3.7.1.3: 65 million bytes are hashed for each guess.
    private static final int MOST_WORK = 0xff;

    /**
     * Checks the passphrase.
     *
     * @throws IllegalArgumentException with a message for a person when it is too short
     */
    public Passphrase {
      if (value.length() < SHORTEST) {
        throw new IllegalArgumentException(
            "the passphrase: found %d characters, expected at least %d"
                .formatted(value.length(), SHORTEST));
      }
    }

    @Override
    public String description() {
      return "a passphrase";
    }

    @Override
    public PGPKeyEncryptionMethodGenerator method() {
      try {
        return new BcPBEKeyEncryptionMethodGenerator(
            value.reveal().toCharArray(),
            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256),
            MOST_WORK);
      } catch (PGPException e) {
        throw new IllegalStateException("Bouncy Castle has SHA-256", e);
      }
    }
  }
}
