package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.audit.TestAuthority.Manner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeStampTest {

  @TempDir private Path temp = Path.of("replaced");

  private Path folder() {
    return temp.resolve("audit");
  }

  private TimeStampAuthority client(URI address) {
    return new TimeStampAuthority(
        address,
        Optional.empty(),
        List.of(TimeStampAuthority.folder(folder()), temp.resolve("away")),
        limits(30_000));
  }

  private static TimeStampAuthority.Limits limits(long millis) {
    return new TimeStampAuthority.Limits(Duration.ofMillis(millis), Duration.ofHours(1));
  }

  private void write(int entries, TimeStampAuthority authority) {
    AuditSettings settings = Logs.settings(folder()).withCopies(List.of(authority));
    try (AuditLog log = AuditLog.open(settings, Logs.key(folder()), Clock.systemUTC())) {
      for (int i = 0; i < entries; i++) {
        log.append(Logs.entry(i));
      }
    }
  }

  private List<Path> tokens() throws IOException {
    try (Stream<Path> files = Files.list(TimeStampAuthority.folder(folder()))) {
      return files.sorted().toList();
    }
  }

  private List<String> findings(TestAuthority vouching) {
    return new AuditVerifier(folder(), Optional.empty(), List.of(), Set.of(vouching.root()))
        .verify().bad().map(Verification.Finding::toString).stream().toList();
  }

  @Test
  void every_checkpoint_is_stamped_and_the_stamps_are_verified_offline() throws Exception {
    TestAuthority authority = new TestAuthority(Manner.GOOD);
    try (authority) {
      write(20, client(authority.address()));
    }
    assertThat(tokens()).hasSize(3);
    assertThat(temp.resolve("away").toFile().list()).hasSize(3);
    TimeStamp last = TimeStamp.read(Files.readAllBytes(tokens().get(2)));
    assertThat(Logs.findings(folder())).isEmpty();
    assertThat(Logs.verify(folder()).notes())
        .contains(
            "Time-stamped up to checkpoint 3, at %s, by CN=Test TSA. That name is what the time stamp says of itself: name the authority's certificate with --timestamp-ca."
                .formatted(last.time()));
    Verification vouched =
        new AuditVerifier(
                folder(), Optional.empty(), List.of(temp.resolve("away")), Set.of(authority.root()))
            .verify();
    assertThat(vouched.bad()).isEmpty();
    assertThat(vouched.notes())
        .contains(
            "Time-stamped up to checkpoint 3, at %s, by CN=Test TSA, for whom one of the authorities given vouches."
                .formatted(last.time()));
  }

  @Test
  void openssl_verifies_a_stamp_of_the_checkpoint() throws Exception {
    assumeTrue(hasOpenssl());
    Path root = temp.resolve("root.pem");
    try (TestAuthority authority = new TestAuthority(Manner.GOOD)) {
      write(1, client(authority.address()));
      Files.writeString(root, authority.rootPem());
    }
    Path line = temp.resolve("checkpoint");
    Files.write(
        line, Files.readString(folder().resolve("checkpoints.jsonl")).strip().getBytes(UTF_8));
    Process openssl =
        new ProcessBuilder(
                List.of(
                    "openssl",
                    "ts",
                    "-verify",
                    "-token_in",
                    "-in",
                    tokens().get(0).toString(),
                    "-data",
                    line.toString(),
                    "-CAfile",
                    root.toString()))
            .redirectErrorStream(true)
            .start();
    assertThat(new String(openssl.getInputStream().readAllBytes(), UTF_8))
        .contains("Verification: OK");
    assertThat(openssl.waitFor()).isZero();
  }

  private static boolean hasOpenssl() throws InterruptedException {
    try {
      return new ProcessBuilder("openssl", "version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void a_stamp_of_another_checkpoint_is_named() throws Exception {
    TestAuthority authority = new TestAuthority(Manner.GOOD);
    try (authority) {
      write(20, client(authority.address()));
    }
    Path first = tokens().get(0);
    byte[] firstToken = Files.readAllBytes(first);
    byte[] secondToken = Files.readAllBytes(tokens().get(1));
    Files.write(first, secondToken);
    assertThat(Logs.findings(folder()))
        .containsExactly(
            "%s: not a time stamp of the log's checkpoint 1; found one of %s, expected %s"
                .formatted(
                    first, TimeStamp.read(secondToken).hash(), TimeStamp.read(firstToken).hash()));
    byte[] changed = firstToken.clone();
    changed[changed.length - 5] ^= 1;
    Files.write(first, changed);
    assertThat(Logs.findings(folder()))
        .singleElement()
        .asString()
        .startsWith(first + ": a time stamp that does not hold: ");
    Files.writeString(first, "none");
    assertThat(Logs.findings(folder())).containsExactly(first + ": no time stamp of RFC 3161");
    Files.write(first, firstToken);
    assertThat(findings(authority)).isEmpty();
    try (TestAuthority stranger = new TestAuthority(Manner.GOOD)) {
      assertThat(findings(stranger))
          .containsExactly(
              first + ": stamped by CN=Test TSA, for whom none of the authorities given vouches");
    }
  }

  @Test
  void a_log_begun_anew_does_not_fit_the_stamps_of_the_old_one() throws Exception {
    try (TestAuthority authority = new TestAuthority(Manner.GOOD)) {
      write(3, client(authority.address()));
    }
    Path old = temp.resolve("old");
    Files.move(folder(), old);
    Files.delete(AuditSettings.anchors(folder()));
    Logs.open(folder()).close();
    Verification found =
        new AuditVerifier(folder(), Optional.empty(), List.of(temp.resolve("away"))).verify();
    assertThat(found.bad().map(Verification.Finding::toString).orElse(""))
        .endsWith("expected none: the log has no such checkpoint");
  }

  private String failure(Manner manner) throws IOException {
    try (TestAuthority authority = new TestAuthority(manner)) {
      TimeStampAuthority client =
          new TimeStampAuthority(
              authority.address(),
              Optional.empty(),
              List.of(temp.resolve("none")),
              limits(manner == Manner.TRICKLING ? 300 : 30_000));
      String[] message = {""};
      assertThatThrownBy(() -> client.copy(1, "{}"))
          .isInstanceOf(IOException.class)
          .satisfies(e -> message[0] = String.valueOf(e.getMessage()));
      assertThat(temp.resolve("none")).doesNotExist();
      // It is left alone for a while: asked no second time, and no second message.
      client.copy(2, "{}");
      assertThat(authority.asked()).isEqualTo(1);
      return message[0].replace(authority.address().toString(), "TSA");
    }
  }

  @Test
  void what_an_authority_gives_that_does_not_hold_is_refused() throws IOException {
    String asked = "no time stamp from TSA, which is not asked again for 3600 s: ";
    assertThat(failure(Manner.REFUSING)).isEqualTo(asked + "it refused, with status 2, not today");
    assertThat(failure(Manner.FAILING)).isEqualTo(asked + "HTTP status 503, expected 200");
    assertThat(failure(Manner.OLD_ANSWERS))
        .isEqualTo(asked + "its answer does not hold: response contains wrong nonce value.");
    assertThat(failure(Manner.OTHER_HASH))
        .isEqualTo(
            asked + "its answer does not hold: response for different message imprint digest.");
    assertThat(failure(Manner.ENDLESS)).isEqualTo(asked + "an answer of more than 262144 bytes");
    assertThat(failure(Manner.TRICKLING)).isEqualTo(asked + "no whole answer within 300 ms");
  }

  @Test
  void a_certificate_that_is_not_for_time_stamps_is_refused() throws IOException {
    try (TestAuthority authority = new TestAuthority(Manner.OTHER_USE)) {
      assertThatThrownBy(() -> client(authority.address()).copy(1, "{}"))
          .hasMessage(
              "no time stamp from %s, which is not asked again for 3600 s: its answer does not hold: a time stamp that does not hold: ExtendedKeyUsage not solely time stamping."
                  .formatted(authority.address()));
    }
  }

  @Test
  void an_authority_that_is_away_does_not_stop_the_log() throws IOException {
    URI gone;
    try (TestAuthority authority = new TestAuthority(Manner.GOOD)) {
      gone = authority.address();
    }
    write(20, client(gone));
    assertThat(TimeStampAuthority.folder(folder())).doesNotExist();
    Verification found = Logs.verify(folder());
    assertThat(found.bad()).isEmpty();
    assertThat(found.entries()).isEqualTo(20);
  }
}
