package dev.gatehouse.ledger;

import dev.gatehouse.flow.AttemptBudget;
import dev.gatehouse.flow.SubmissionLedger.Submission;
import dev.gatehouse.storage.Database;
import dev.gatehouse.storage.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * A process that waits for a line, then claims the same submissions and attempts as its rivals and
 * prints those it got. Arguments: the database's file, its address and password or nothing, how
 * many.
 */
final class ClaimingProcess {

  private ClaimingProcess() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> variables =
        Map.of(DatabaseAddress.VARIABLE, arguments[1], DatabaseAddress.PASSWORD, arguments[2]);
    String run = "process " + ProcessHandle.current().pid();
    try (Database database = Database.open(DatabaseAddress.of(Path.of(arguments[0]), variables))) {
      SubmissionStore submissions = new SubmissionStore(() -> database, Clock.systemUTC(), run);
      AttemptStore attempts = new AttemptStore(() -> database, Clock.systemUTC(), run);
      LeaseStore leases = new LeaseStore(() -> database, Clock.systemUTC(), run);
      CodeStore codes = new CodeStore(() -> database, run);
      System.out.println("ready");
      System.in.read();
      for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
        Submission submission = new Submission("production", "acme", "", "order", "no " + i);
        if (submissions.claim(submission).held()) {
          System.out.println("submission " + i);
        }
        AttemptBudget.Key key = new AttemptBudget.Key("production", "acme", "main", "user " + i);
        if (attempts.claim(key, 1, Duration.ofMinutes(5)).isPresent()) {
          System.out.println("attempt " + i);
        }
        AttemptBudget.Key dana = new AttemptBudget.Key("production", "acme", "main", "dana");
        if (codes.claim(dana, 1_000 + i)) {
          System.out.println("code " + i);
        }
        if (leases.take(key, run).isEmpty()) {
          System.out.println("lease " + i);
        }
      }
    }
  }
}
