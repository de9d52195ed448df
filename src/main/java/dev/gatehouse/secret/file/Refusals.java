package dev.gatehouse.secret.file;

import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;

/** What is said when a secrets file cannot be used: what, where, found, expected, what to do. */
final class Refusals {

  private static final String MEND = "Put the newest copy from your backups in its place.";

  private final Path file;

  Refusals(Path file) {
    this.file = file;
  }

  SecretStoreException truncated(long foundBytes, long expectedBytes) {
    return new SecretStoreException(
        Kind.TRUNCATED,
        "The secrets file %s ends too early; found %d bytes, expected %d. Nothing was read from it. %s"
            .formatted(file, foundBytes, expectedBytes, MEND));
  }

  SecretStoreException damaged(String what) {
    return new SecretStoreException(
        Kind.DAMAGED,
        "The secrets file %s was changed by something else than Gatehouse: %s. Nothing was read from it. %s"
            .formatted(file, what, MEND));
  }

  SecretStoreException wrongPassword() {
    return new SecretStoreException(
        Kind.WRONG_KEY,
        "The master password does not open the secrets file %s. Nothing was read or changed. Check that it is the one the file was made with, or last sealed with by gatehouse secret rekey."
            .formatted(file));
  }

  SecretStoreException newer(int found, int known) {
    return new SecretStoreException(
        Kind.NEWER,
        "The secrets file %s was written by a newer Gatehouse; found format %d, expected %d. Use that Gatehouse."
            .formatted(file, found, known));
  }

  SecretStoreException outdated(long found, long kept) {
    return new SecretStoreException(
        Kind.OUTDATED,
        "The secrets file %s is an older copy; found generation %d, expected %d. What was stored since is not in it. Put the newest copy in its place; if there is none, accept this one: gatehouse secret accept-copy"
            .formatted(file, found, kept));
  }

  SecretStoreException missing(long kept) {
    return new SecretStoreException(
        Kind.ABSENT,
        "The secrets file %s is missing, though it was written %d times. Put the newest copy from your backups in its place; if there is none, begin anew: gatehouse secret accept-copy"
            .formatted(file, kept));
  }

  SecretStoreException none() {
    return new SecretStoreException(
        Kind.ABSENT,
        "There is no secrets file %s. The first gatehouse secret set makes it.".formatted(file));
  }

  SecretStoreException conflict(Object name, int found, int expected) {
    return new SecretStoreException(
        Kind.CONFLICT,
        "%s in %s was changed by somebody else; found %s, expected %s. Nothing was stored; look at it again, then try again."
            .formatted(name, file, version(found), version(expected)));
  }

  private static String version(int version) {
    return version == 0 ? "none" : "version " + version;
  }

  SecretStoreException busy(long seconds) {
    return new SecretStoreException(
        Kind.TIMED_OUT,
        "Another Gatehouse has been writing %s for %d s. Nothing was changed; try again when it has ended."
            .formatted(file, seconds));
  }

  SecretStoreException unreadable(Path which, IOException e) {
    return unusable(which, "read", e);
  }

  SecretStoreException unwritable(Path which, IOException e) {
    return unusable(which, "written", e);
  }

  private static SecretStoreException unusable(Path which, String what, IOException e) {
    String why =
        e instanceof AccessDeniedException
            ? "permission denied; check whose it is: ls -l " + which
            : String.valueOf(e.getMessage());
    return new SecretStoreException(
        Kind.UNUSABLE,
        String.format(
            Locale.ROOT, "%s cannot be %s: %s. Nothing that was stored is lost.", which, what, why),
        e);
  }
}
