package dev.gatehouse.audit;

import dev.gatehouse.storage.Database;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of a folder, open for writing. Several processes may have it open at once.
 *
 * <p>An entry is acknowledged when it is on the disk; those that come while another is being
 * written share one write. After a failure nothing more is written: what is on the disk is then not
 * known, and opening the log anew finds out. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

  private static final long LAST_COPIES_SECONDS = 10;
  // Most runs sign fewer times, and have nothing of a start that takes longer than all of them.
  private static final long FEW_SIGNATURES = 8;

  private final AuditSettings settings;
  private final Clock clock;
  private final Sanitiser sanitiser;
  private final GroupCommit groups = new GroupCommit(this::commit);
  private final ReentrantLock commits = new ReentrantLock();
  private final ScheduledExecutorService later;
  // Whoever copies may wait for another machine; signing does not wait for that.
  private final ExecutorService copying;
  private final Future<?> timer;
  private final LogLock lock;
  private final Ledger ledger;
  private final Optional<DatabaseCopy> database;
  private long signedNanos = System.nanoTime();
  private long signatures;
  private boolean closed;
  private @Nullable AuditException failure;

  private AuditLog(
      AuditSettings settings,
      Clock clock,
      LogLock lock,
      Ledger ledger,
      Optional<DatabaseCopy> database) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.sanitiser = new Sanitiser(settings.cleaner());
    this.lock = lock;
    this.ledger = ledger;
    this.later = Executors.newSingleThreadScheduledExecutor(daemon("audit-checkpoints"));
    this.copying = Executors.newSingleThreadExecutor(daemon("audit-copies"));
    long millis = settings.interval().toMillis();
    timer =
        later.scheduleWithFixedDelay(this::signWhatWaits, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Opens the log with a key that stays where it is. */
  public static AuditLog open(AuditSettings settings, KeyKeeper keeper, Clock clock) {
    return open(settings, keeper, Optional.empty(), clock);
  }

  /**
   * Opens the log, and begins one if there is none.
   *
   * @param keeper keeps the key it is signed with
   * @param former where the key was kept before, if the log may pass from that key to the other
   * @param clock tells the time of checkpoints, and in which month's segment an entry goes
   * @throws AuditException when it cannot be written, or is not as its last checkpoint says
   */
  public static AuditLog open(
      AuditSettings settings, KeyKeeper keeper, Optional<KeyKeeper> former, Clock clock) {
    return open(settings, keeper, former, clock, RealDisk.INSTANCE);
  }

  /**
   * Returns whether a log in that folder is signed with a key from a secret store.
   *
   * @throws AuditException when it cannot be read
   */
  public static boolean isSignedFromStore(Path folder) {
    return Ledger.isSignedFromStore(folder);
  }

  static AuditLog open(
      AuditSettings settings,
      KeyKeeper keeper,
      Optional<KeyKeeper> former,
      Clock clock,
      Disk disk) {
    Path folder = settings.folder();
    try {
      disk.createFolder(folder);
      LogLock lock = LogLock.of(disk, folder);
      List<Ledger> opened = new ArrayList<>();
      List<DatabaseCopy> copies = new ArrayList<>();
      try {
        String writer = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        lock.hold(
            () -> {
              if (settings.database().isPresent()) {
                copies.add(
                    new DatabaseCopy(folder, settings.database().get(), LogId.of(disk, folder)));
              }
              opened.add(
                  Ledger.open(disk, folder, settings.anchors(), clock, writer, keeper, former));
            });
      } finally {
        if (opened.isEmpty()) {
          lock.close();
        }
      }
      Ledger ledger = opened.get(0);
      copies.forEach(copy -> copy.upTo(ledger.segment(), ledger.length()));
      return new AuditLog(settings, clock, lock, ledger, copies.stream().findFirst());
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static AuditException unwritable(Path file, IOException e) {
    return new AuditException(
        "The audit log could not be written: %s: %s. Without it nothing is done at a portal. Make the folder writable or free space on its disk, then run again."
            .formatted(file, reason(e)),
        e);
  }

  private static String reason(IOException e) {
    String text =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : String.valueOf(e.getMessage());
    return e.getClass() == IOException.class
        ? text
        : e.getClass().getSimpleName().replaceFirst("Exception$", "") + ", " + text;
  }

  /**
   * Writes an entry; returns when it is on the disk.
   *
   * @throws AuditException when it is not, or not surely; then the log takes no more
   */
  public void append(AuditEntry entry) {
    groups.append(prepared(entry));
  }

  /**
   * Returns an object in canonical form, signed with the log's key; it does not get into the log.
   *
   * @param members texts, whole numbers, flags, lists and maps of such; {@code type} says what it
   *     is, and is none of a checkpoint
   */
  public byte[] signed(Map<String, Object> members) {
    return ledger.signed(members);
  }

  /**
   * Removes a closed segment's entries from the log's copy in a database, where there is one. To be
   * done before the segment itself is removed: whoever dies in between does both again.
   *
   * @throws dev.gatehouse.storage.StorageException when the database cannot be written
   */
  public void removeCopied(String segment, Database database) {
    try {
      LogId.find(RealDisk.INSTANCE, settings.folder())
          .ifPresent(id -> new EntryTable(settings.folder(), database, id).remove(segment));
    } catch (IOException e) {
      throw unwritable(settings.folder(), e);
    }
  }

  /**
   * Removes a month's segment and signs a statement of that; the rest still verifies.
   *
   * @param segment the month: {@code 2019-11}
   * @param reason why, for whoever verifies
   * @throws AuditException when it is not closed, or that cannot be written
   */
  public void removeSegment(String segment, String reason) {
    commits.lock();
    try {
      refuseIfOver();
      write(() -> ledger.remove(Segments.checked(segment), reason));
    } finally {
      commits.unlock();
    }
  }

  private void refuseIfOver() {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new AuditException("The audit log in " + settings.folder() + " is closed.");
    }
  }

  private void commit(List<PreparedEntry> group) {
    commits.lock();
    try {
      refuseIfOver();
      write(() -> writeAndSign(group));
    } finally {
      commits.unlock();
    }
  }

  private void writeAndSign(List<PreparedEntry> group) throws IOException {
    ledger.catchUp();
    List<PreparedEntry> entries = new ArrayList<>();
    ledger.takeTorn().forEach(torn -> entries.add(told(torn)));
    entries.addAll(group);
    ledger.append(entries);
    long unsignedNanos = System.nanoTime() - signedNanos;
    if (ledger.unsigned() >= settings.every() || unsignedNanos > settings.interval().toNanos()) {
      sign();
    }
  }

  private void sign() throws IOException {
    if (ledger.unsigned() > 0) {
      ledger.sign();
      if (++signatures == FEW_SIGNATURES && !closed) {
        later.execute(ledger::quicken);
      }
    }
    signedNanos = System.nanoTime();
  }

  private void write(LogLock.Work work) {
    // A channel closes itself when its thread is interrupted; the interrupt is for somebody else.
    boolean interrupted = Thread.interrupted();
    try {
      lock.hold(work);
    } catch (IOException e) {
      failure = unwritable(ledger.segmentFile(), e);
      throw failure;
    } catch (AuditException e) {
      failure = e;
      throw e;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    database.ifPresent(copy -> copy.upTo(ledger.segment(), ledger.length()));
    for (Ledger.Copied written : ledger.takeWritten()) {
      for (CheckpointCopy copy : settings.copies()) {
        copyLater(copy, written);
      }
    }
  }

  private void copyLater(CheckpointCopy copy, Ledger.Copied checkpoint) {
    try {
      copying.execute(
          () -> {
            try {
              copy.copy(checkpoint.number(), checkpoint.line());
            } catch (IOException e) {
              log.warn(
                  "Checkpoint {} of the audit log was not copied: {}; the log itself is whole",
                  checkpoint.number(),
                  reason(e));
            }
          });
    } catch (RejectedExecutionException e) {
      log.warn(
          "Checkpoint {} of the audit log was not copied: the log was being closed; the log itself is whole",
          checkpoint.number());
    }
  }

  private PreparedEntry prepared(AuditEntry entry) {
    return PreparedEntry.of(sanitiser.clean(entry).members());
  }

  private PreparedEntry told(LineFile.Torn torn) {
    log.warn(
        "{} ended in the middle of an entry, as when a process dies; {} bytes from {} on are now in {}",
        torn.file(),
        torn.bytes(),
        torn.offset(),
        torn.kept());
    return prepared(
        new AuditEntry(
            UUID.randomUUID(),
            "",
            "",
            clock.instant(),
            "cut-torn-tail",
            "",
            "",
            "",
            settings.user(),
            settings.machine(),
            AuditEntry.DONE,
            "",
            Map.of(
                "file", String.valueOf(torn.file().getFileName()),
                "offset", torn.offset(),
                "bytes", torn.bytes(),
                "kept", String.valueOf(torn.kept().getFileName()))));
  }

  // On a timer, so that also the last entries before a pause are signed soon.
  private void signWhatWaits() {
    commits.lock();
    try {
      if (failure == null && !closed) {
        write(
            () -> {
              ledger.catchUp();
              sign();
            });
      }
    } catch (AuditException e) {
      // The next append throws it.
      log.warn("{}", e.getMessage());
    } finally {
      commits.unlock();
    }
  }

  /**
   * Signs what is not signed yet and closes the files.
   *
   * @throws AuditException when the last checkpoint cannot be written
   */
  @Override
  public void close() {
    try {
      signAndCloseFiles();
    } finally {
      database.ifPresent(DatabaseCopy::close);
      awaitCopies();
    }
  }

  private void signAndCloseFiles() {
    commits.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      try {
        if (failure == null) {
          write(
              () -> {
                ledger.catchUp();
                sign();
              });
        }
      } finally {
        closeFiles();
      }
    } finally {
      commits.unlock();
    }
  }

  private void closeFiles() {
    try {
      lock.close();
      ledger.close();
    } catch (IOException e) {
      log.warn("A file of the audit log did not close: {}", reason(e));
    }
  }

  private void awaitCopies() {
    timer.cancel(false);
    later.shutdown();
    copying.shutdown();
    try {
      if (!copying.awaitTermination(LAST_COPIES_SECONDS, TimeUnit.SECONDS)) {
        log.warn(
            "Checkpoints of the audit log were not copied within {} s; the log itself is whole",
            LAST_COPIES_SECONDS);
        copying.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
