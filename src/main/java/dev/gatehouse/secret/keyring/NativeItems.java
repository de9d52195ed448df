package dev.gatehouse.secret.keyring;

import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Items in a keyring that finds texts by their names but cannot list them; an index does. */
final class NativeItems implements KeyringItems {

  /**
   * Of Windows: a credential holds 2,560 bytes (CRED_MAX_CREDENTIAL_BLOB_SIZE, 5 * 512), and
   * java-keyring stores UTF-16.
   */
  static final int WINDOWS_LIMIT = 1280;

  /** Of keyrings that hold texts of any length. */
  static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Passwords passwords;
  private final IndexFile index;
  private final int limit;

  NativeItems(Passwords passwords, Path folder, int limit) {
    this.passwords = passwords;
    this.index = new IndexFile(folder.resolve("keyring.index"));
    this.limit = limit;
  }

  @Override
  public String place() {
    return passwords.place();
  }

  @Override
  public Optional<String> read(SecretName name) {
    return passwords.get(name.toString());
  }

  @Override
  public void write(SecretInfo info, String content) {
    if (content.length() > limit) {
      throw new SecretStoreException(
          Kind.TOO_LARGE,
          "%s is too large for %s; expected at most %d characters. Choose another store with GATEHOUSE_SECRET_STORE. What is there was left as it is."
              .formatted(info.name(), place(), limit - KeptValue.HEADER_LIMIT));
    }
    index.mark(info.name());
    passwords.set(info.name().toString(), content);
    index.settle(info.name(), Optional.of(info));
  }

  @Override
  public boolean remove(SecretName name) {
    boolean there = read(name).isPresent();
    if (there) {
      index.mark(name);
      passwords.remove(name.toString());
    }
    if (index.read().containsKey(name)) {
      index.settle(name, Optional.empty());
    }
    return there;
  }

  @Override
  public List<SecretInfo> list() {
    List<SecretInfo> infos = new ArrayList<>();
    index
        .read()
        .forEach(
            (name, info) -> {
              Optional<SecretInfo> known = info.or(() -> ask(name));
              if (info.isEmpty()) {
                index.settle(name, known);
              }
              known.ifPresent(infos::add);
            });
    return infos;
  }

  private Optional<SecretInfo> ask(SecretName name) {
    return read(name).map(content -> KeptValue.parse(name, content, place()).info());
  }

  @Override
  public void close() {
    passwords.close();
  }
}
