package dev.gatehouse.backup;

import dev.gatehouse.flow.SubmissionLedger.Submission;
import dev.gatehouse.ledger.SubmissionStore;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.DatabaseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Makes backups while several threads write to the database, and restores each elsewhere. */
final class WriteLoad {

  private static final int WRITERS = 4;

  private final Path temp;
  private final int backups;

  WriteLoad(Path temp, int backups) {
    this.temp = temp;
    this.backups = backups;
  }

  /** Returns how many restored with the rows they name. */
  String run() throws IOException, InterruptedException {
    SampleProject project = new SampleProject(temp.resolve("loaded")).fill("old");
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong sent = new AtomicLong();
    List<Thread> writers = new ArrayList<>();
    List<BackupInfo> made = new ArrayList<>();
    try (Database database = Database.open(project.project().database())) {
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        Thread thread = new Thread(() -> write(database, writer, over, sent), "writer-" + i);
        thread.start();
        writers.add(thread);
      }
      try {
        long least = 0;
        while (made.size() < backups) {
          // Each has more rows than the one before, so that none is made in a lull.
          if (sent.get() > least) {
            least = sent.get();
            made.add(project.backUp());
          }
          Thread.onSpinWait();
        }
      } finally {
        over.set(true);
        for (Thread thread : writers) {
          thread.join();
        }
      }
    }
    return "%d of %d restored with the rows they name".formatted(restored(made), backups);
  }

  private static void write(Database database, int writer, AtomicBoolean over, AtomicLong sent) {
    SubmissionStore store =
        new SubmissionStore(() -> database, SampleProject.NOON, "run-" + writer);
    for (int i = 0; !over.get(); i++) {
      store.claim(new Submission("production", "dh", "acme", "order", writer + "-" + i));
      sent.incrementAndGet();
    }
  }

  private int restored(List<BackupInfo> made) throws IOException {
    int right = 0;
    long before = -1;
    for (BackupInfo backup : made) {
      Path folder = Files.createDirectories(temp.resolve("restored-" + right));
      SampleProject other = new SampleProject(folder);
      other.restore(backup.file(), new Restore.Decisions(backup.key(), false, true));
      long rows = backup.manifest().orElseThrow().rows().getOrDefault("submission", 0L);
      try (Database database = Database.open(other.project().database())) {
        if (DatabaseCopy.rows(database).equals(backup.manifest().orElseThrow().rows())
            && rows > before) {
          right++;
        }
      }
      before = rows;
      Disk.real().delete(folder);
    }
    return right;
  }
}
