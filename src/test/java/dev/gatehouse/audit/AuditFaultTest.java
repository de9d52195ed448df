package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFaultTest {

  @TempDir private Path temp = Path.of("replaced");

  @Test
  void whichever_call_to_the_disk_fails_or_is_the_last_the_log_holds() throws IOException {
    FaultRound whole = new FaultRound(temp.resolve("whole"), 0, FaultyDisk.Fault.FAIL_BEFORE);
    assertThat(whole.run()).isEmpty();
    assertThat(whole.calls()).isBetween(60, 300);
    List<String> wrong = new ArrayList<>();
    // The bench tries every call with every fault; here each call meets one of them.
    FaultyDisk.Fault[] faults = FaultyDisk.Fault.values();
    for (int call = 1; call <= whole.calls(); call += 2) {
      FaultyDisk.Fault fault = faults[call / 2 % faults.length];
      Path folder = temp.resolve(fault + "-" + call).resolve("audit");
      for (String found : new FaultRound(folder, call, fault).run()) {
        wrong.add(fault + " in call " + call + ": " + found);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
