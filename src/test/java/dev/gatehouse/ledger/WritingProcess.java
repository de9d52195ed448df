package dev.gatehouse.ledger;

import dev.gatehouse.flow.SubmissionLedger.Submission;
import dev.gatehouse.storage.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * A process that writes until it is killed, and prints the number of each submission once it is
 * claimed. Arguments: the database's file, the first number.
 */
final class WritingProcess {

  private WritingProcess() {}

  public static void main(String[] arguments) {
    try (Database database = Database.open(Path.of(arguments[0]))) {
      SubmissionStore store = new SubmissionStore(() -> database, Clock.systemUTC(), "run");
      for (long i = Long.parseLong(arguments[1]); ; i++) {
        Submission submission = new Submission("production", "acme", "", "order", "no " + i);
        store.claim(submission);
        System.out.println(i);
        if (i % 3 == 0) {
          store.confirm(submission, Optional.of("R-" + i));
        }
      }
    }
  }
}
