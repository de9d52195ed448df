package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key a log is signed with from now on, and the one before, when the log passes from that to
 * the new one. A log passes on only by the signature of the key before: a key that merely lies
 * there, also among the public keys, signs nothing.
 *
 * @param signer signs
 * @param known what the log's last checkpoint may be signed with
 * @param former signs that the signer follows, if that is yet to be said
 */
record LogKeys(SigningKey signer, PublicKeys known, Optional<SigningKey> former) {

  /**
   * Finds the keys; makes one, and exports its public half, for a log that has none yet. The caller
   * holds the log's lock.
   *
   * @param former where the log's key was kept before, if it may pass from there
   * @param lastLine the log's last checkpoint, null for a log without
   * @throws AuditException when there is no key the log may go on with
   * @throws IllegalArgumentException when the last line is no checkpoint
   */
  static LogKeys of(
      Disk disk,
      Path folder,
      KeyKeeper keeper,
      Optional<KeyKeeper> former,
      byte @Nullable [] lastLine)
      throws IOException {
    Path exported = folder.resolve(Segments.PUBLIC_KEY);
    Optional<SigningKey> own = SigningKey.kept(keeper);
    if (lastLine == null) {
      SigningKey signer = own.isPresent() ? own.get() : SigningKey.made(keeper);
      if (isBegunWith(former, disk, exported)) {
        // The former key has signed nothing, so there is nothing to pass on.
        export(disk, exported, signer);
      }
      return begun(disk, exported, signer, keeper);
    }
    Map<String, Object> last = JsonLine.parse(lastLine);
    String lastKey = JsonLine.text(last, "key");
    if (own.isPresent() && own.get().id().equals(lastKey)) {
      return begun(disk, exported, own.get(), keeper);
    }
    if (own.isPresent() && passesTo(own.get(), last)) {
      return new LogKeys(
          own.get(),
          own.get().publicKeys().plus(lastKey, inFile(disk, exported)),
          Optional.empty());
    }
    Optional<SigningKey> before =
        former.isPresent() ? SigningKey.kept(former.get()) : Optional.empty();
    if (before.isPresent() && before.get().id().equals(lastKey)) {
      SigningKey next = own.isPresent() ? own.get() : SigningKey.made(keeper);
      export(disk, exported, next);
      return new LogKeys(next, next.publicKeys().plus(lastKey, before.get().publicKeys()), before);
    }
    if (own.isEmpty()) {
      throw new AuditException(
          "The key that signs the audit log is gone: found none in %s, expected the one of %s. Put it back, or move the folder %s away to begin a new log."
              .formatted(keeper.place(), exported, folder));
    }
    return begun(disk, exported, own.get(), keeper);
  }

  private static boolean isBegunWith(Optional<KeyKeeper> former, Disk disk, Path exported)
      throws IOException {
    if (former.isEmpty() || !disk.exists(exported)) {
      return false;
    }
    Optional<SigningKey> before = SigningKey.kept(former.get());
    return before.isPresent() && inFile(disk, exported).has(before.get().id());
  }

  private static boolean passesTo(SigningKey own, Map<String, Object> last) {
    return Checkpoint.Kind.KEY.is(JsonLine.text(last, "type"))
        && JsonLine.text(last, "reason").equals(own.id());
  }

  private static LogKeys begun(Disk disk, Path exported, SigningKey key, KeyKeeper keeper)
      throws IOException {
    if (!disk.exists(exported)) {
      export(disk, exported, key);
    } else if (!inFile(disk, exported).has(key.id())) {
      throw new AuditException(
          "%s does not hold the public half of the key in %s (%s). Put the right one back; if the key itself was exchanged, move the folder %s away to begin a new log."
              .formatted(exported, keeper.place(), key.id(), exported.getParent()));
    }
    return new LogKeys(key, key.publicKeys(), Optional.empty());
  }

  // Added to those before, which verify what they signed for ever.
  private static void export(Disk disk, Path exported, SigningKey key) throws IOException {
    String before = disk.exists(exported) ? text(disk, exported) : "";
    if (!inText(before).has(key.id())) {
      disk.writeWhole(exported, (before + key.publicPem()).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static PublicKeys inFile(Disk disk, Path exported) throws IOException {
    return inText(text(disk, exported));
  }

  private static String text(Disk disk, Path exported) throws IOException {
    return new String(disk.read(exported), StandardCharsets.US_ASCII);
  }

  private static PublicKeys inText(String pem) {
    try {
      return PublicKeys.read(pem);
    } catch (IllegalArgumentException e) {
      return PublicKeys.NONE;
    }
  }
}
