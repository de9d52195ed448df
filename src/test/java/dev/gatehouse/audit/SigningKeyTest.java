package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

  @TempDir private Path temp = Path.of("replaced");

  @Test
  void a_quickened_key_signs_the_same() throws IOException {
    SigningKey key = SigningKey.made(Logs.key(temp));
    byte[] text = "What both sign".getBytes(UTF_8);
    byte[] before = key.sign(text);
    key.quicken();
    // RFC 8032: there is one signature for a key and a text.
    assertThat(key.sign(text)).isEqualTo(before);
    key.publicKeys().check(key.id(), new byte[][] {text}, Hashes.hex(key.sign(text)));
  }

  @Test
  void a_log_whose_key_was_quickened_verifies() throws IOException {
    Path folder = temp.resolve("audit");
    try (AuditLog log = Logs.open(folder)) {
      for (int i = 0; i < 200; i++) {
        log.append(Logs.entry(i));
      }
    }
    assertThat(Files.readAllLines(folder.resolve("checkpoints.jsonl"))).hasSize(25);
    assertThat(Logs.findings(folder)).isEmpty();
  }

  @Test
  void members_a_chain_adds_itself_are_refused() {
    assertThatThrownBy(() -> PreparedEntry.of(Map.of("seq", 1, "action", "sign-in")))
        .hasMessage("not the members of an entry: [action, seq]");
    assertThatThrownBy(() -> PreparedEntry.of(Map.of("zone", "later than all others")))
        .hasMessage("not the members of an entry: [zone]");
  }
}
