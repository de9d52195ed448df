package dev.gatehouse.secret.file;

import dev.gatehouse.secret.MasterPassword;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.StoredSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Secrets in one file, sealed under a master password ({@code docs/secrets-file.md}). The file is
 * read anew for every call, so that what other processes store is seen; the key derived from the
 * password stays in memory until the store is closed. Thread-safe.
 */
public final class FileSecretStore implements SecretStore {

  /** The file's name, by custom in {@code .gatehouse}. */
  public static final String FILE_NAME = "secrets.ghs";

  /** The longest value, in bytes of UTF-8. */
  public static final int MOST_VALUE_BYTES = 64 * 1024;

  /**
   * The shortest master password, in characters. It is all that stands between a stolen file and
   * its content; Argon2id makes each guess cost 0.2 s and does not make bad passwords good.
   */
  public static final int SHORTEST_PASSWORD = 12;

  private final Path path;
  private final WholeFile file;
  private final Refusals refusals;
  private final WriteLock lock;
  private final Generations generations;
  private final KdfParameters kdf;
  private final HeldKey held;
  private final Clock clock;
  private final MasterPassword password;

  /**
   * Opens the store in a file; nothing is read, made or asked before the first use.
   *
   * @param further what else remembers the file's generation, such as the database
   */
  public FileSecretStore(
      Path path, MasterPassword password, List<Generations> further, Clock clock) {
    this(path, password, further, clock, new RealDisk(), new Argon2id(), KdfParameters.DEFAULT);
  }

  FileSecretStore(
      Path path,
      MasterPassword password,
      List<Generations> further,
      Clock clock,
      Disk disk,
      KeyDerivation derivation,
      KdfParameters kdf) {
    this.path = path;
    this.file = new WholeFile(path, "The secrets file", disk);
    this.refusals = new Refusals(path);
    this.lock = new WriteLock(path, WriteLock.PATIENCE);
    this.generations =
        new AllGenerations(
            Stream.concat(
                    Stream.of(new GenerationFile(generationFile(path), disk)), further.stream())
                .toList());
    this.kdf = kdf;
    this.held = new HeldKey(password, derivation, place(), refusals);
    this.clock = clock;
    this.password = password;
  }

  private FileSecretStore(FileSecretStore of, Generations generations) {
    this.path = of.path;
    this.file = of.file;
    this.refusals = of.refusals;
    this.lock = of.lock;
    this.generations = generations;
    this.kdf = of.kdf;
    this.held = of.held;
    this.clock = of.clock;
    this.password = of.password;
  }

  /**
   * Returns what reads the file as it is, also an old copy, and closes with this; for reading
   * alone, before {@link #acceptCopy}, while nothing else uses this.
   */
  public SecretStore asItIs() {
    return new FileSecretStore(this, new AllGenerations(List.of()));
  }

  private static Path generationFile(Path path) {
    return path.resolveSibling(path.getFileName() + ".generation");
  }

  @Override
  public String place() {
    return "the secrets file " + path;
  }

  /** Returns whether there is, or ever was, a secrets file here. */
  public static boolean isAt(Path path) {
    return Files.exists(path) || Files.exists(generationFile(path));
  }

  @Override
  public synchronized Optional<StoredSecret> get(SecretName name) {
    return load()
        .flatMap(content -> content.find(name))
        .map(
            record ->
                new StoredSecret(
                    record.info(),
                    record
                        .open(held.key())
                        .orElseThrow(() -> refusals.damaged(name + " does not open"))));
  }

  @Override
  public synchronized List<SecretInfo> list() {
    return load().map(SecretsContent::list).orElse(List.of());
  }

  @Override
  public synchronized SecretInfo put(SecretName name, Secret value, int expectedVersion) {
    SecretStore.refuseEmpty(name, value);
    byte[] bytes = value.utf8();
    try {
      requireSize(name, bytes.length);
      // Whoever has to type the password does so while nobody waits for the lock.
      SecretsContent before = loadOrMade();
      return lock.holding(() -> put(name, bytes, expectedVersion, load().orElse(before)));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private SecretInfo put(SecretName name, byte[] bytes, int expectedVersion, SecretsContent in) {
    Optional<SecretInfo> present = in.find(name).map(SealedRecord::info);
    int version = present.map(SecretInfo::version).orElse(NO_VERSION);
    if (expectedVersion != ANY_VERSION && expectedVersion != version) {
      throw refusals.conflict(name, version, expectedVersion);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // A clock that was set back must not have a secret change before it was made.
    Instant changed = present.map(SecretInfo::changed).filter(now::isBefore).orElse(now);
    SecretInfo info =
        new SecretInfo(
            name, version + 1, present.map(SecretInfo::created).orElse(changed), changed);
    write(in.with(SealedRecord.seal(held.key(), info, bytes)), held.key());
    return info;
  }

  private void requireSize(SecretName name, int bytes) {
    if (bytes > MOST_VALUE_BYTES) {
      throw new SecretStoreException(
          SecretStoreException.Kind.TOO_LARGE,
          "%s is too large for %s; found %d bytes, expected at most %d. Nothing was stored."
              .formatted(name, place(), bytes, MOST_VALUE_BYTES));
    }
  }

  @Override
  public synchronized boolean delete(SecretName name) {
    if (load().flatMap(content -> content.find(name)).isEmpty()) {
      return false;
    }
    return lock.holding(
        () -> {
          SecretsContent content = load().orElseThrow(refusals::none);
          if (content.find(name).isEmpty()) {
            return false;
          }
          write(content.without(name), held.key());
          return true;
        });
  }

  /**
   * Seals everything anew: another master password, key id and salt, and a fresh data key for each
   * secret. Copies made before stay openable by the old password.
   *
   * @param next gives the password that takes the other's place
   * @return how many secrets there are
   * @throws SecretStoreException of kind {@code ABSENT} when there is no file
   * @throws IllegalArgumentException when the new password is too short
   */
  public synchronized int rekey(MasterPassword next) {
    if (load().isEmpty()) {
      throw refusals.none();
    }
    KeyRecipe recipe = KeyRecipe.fresh(kdf);
    MasterKey key = held.chosen(recipe, next);
    return lock.holding(
        () -> {
          SecretsContent content = load().orElseThrow(refusals::none);
          write(SecretsContent.empty(recipe).taking(content, held.key(), key, refusals), key);
          held.hold(recipe, key);
          return content.list().size();
        });
  }

  /**
   * Has the file as it is now count as the newest, or its absence as meant: what a person says who
   * put an old copy back on purpose.
   *
   * @return how many secrets it holds
   */
  public synchronized int acceptCopy() {
    // Whoever has to type the password does so while nobody waits for the lock.
    file.read().ifPresent(held::open);
    return lock.holding(
        () -> {
          Optional<SecretsContent> content = file.read().map(held::open);
          if (content.isEmpty()) {
            generations.keep(-Math.abs(keptIfReadable()));
            return 0;
          }
          // It becomes newer than all there ever were, also than the one it was missed beside.
          write(content.get(), held.key(), keptIfReadable());
          return content.get().list().size();
        });
  }

  private long keptIfReadable() {
    try {
      return generations.kept();
    } catch (SecretStoreException e) {
      if (e.kind() != SecretStoreException.Kind.DAMAGED) {
        throw e;
      }
      return 0;
    }
  }

  private SecretsContent loadOrMade() {
    Optional<SecretsContent> there = load();
    if (there.isPresent()) {
      return there.get();
    }
    KeyRecipe recipe = KeyRecipe.fresh(kdf);
    held.hold(recipe, held.chosen(recipe, password));
    return SecretsContent.empty(recipe);
  }

  private Optional<SecretsContent> load() {
    // In this order: a writer renames the file first and then keeps its generation, so that what
    // is kept when a reader begins is never newer than what it reads, unless it reads an old copy.
    long kept = generations.kept();
    Optional<SecretsContent> content = file.read().map(held::open);
    if (content.isEmpty()) {
      if (kept > 0) {
        throw refusals.missing(kept);
      }
      return content;
    }
    long found = content.get().generation();
    if (found < Math.abs(kept)) {
      throw refusals.outdated(found, Math.abs(kept));
    }
    if (found > kept) {
      catchUp();
    }
    return content;
  }

  // A writer was ended between its two steps, or is about to do the second.
  private void catchUp() {
    lock.holding(
        () -> {
          long kept = generations.kept();
          file.read()
              .map(held::open)
              .map(SecretsContent::generation)
              .filter(found -> found > kept && found >= Math.abs(kept))
              .ifPresent(generations::keep);
          return true;
        });
  }

  private void write(SecretsContent content, MasterKey key) {
    write(content, key, generations.kept());
  }

  private void write(SecretsContent content, MasterKey key, long kept) {
    long next = Math.max(content.generation(), Math.abs(kept)) + 1;
    file.replace(content.ofGeneration(next).encode(key));
    generations.keep(next);
  }

  @Override
  public synchronized void close() {
    held.close();
  }
}
