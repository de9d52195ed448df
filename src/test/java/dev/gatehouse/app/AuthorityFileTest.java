package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityFileTest {

  private static final String ANOTHER =
      "name a PEM file with certificates, or unset GATEHOUSE_CA_FILE to trust the system's";
  private static final String RENEW = "get the authority's new certificate and put it in that file";

  @TempDir private static Path folder = Path.of("replaced");

  @BeforeAll
  static void make_two_authorities() throws Exception {
    make("first", "2026/03/02 12:00:00");
    make("second", "2026/06/02 12:00:00");
    Files.writeString(
        folder.resolve("both.pem"),
        Files.readString(folder.resolve("first.pem"))
            + Files.readString(folder.resolve("second.pem")));
  }

  /** Makes a certificate valid for 100 days from then on. */
  private static void make(String name, String from) throws Exception {
    Path keys = folder.resolve(name + ".p12");
    Path log = folder.resolve("keytool.log");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-Duser.timezone=UTC",
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-startdate",
                from,
                "-validity",
                "100",
                "-alias",
                name,
                "-storepass",
                "changeit",
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    Certificate made =
        KeyStore.getInstance(keys.toFile(), "changeit".toCharArray()).getCertificate(name);
    Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(made.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  private static Optional<Check> on(String day, Path file) {
    return AuthorityFile.examine(
        Map.of("GATEHOUSE_CA_FILE", file.toString()),
        Clock.fixed(Instant.parse(day + "T13:00:00Z"), ZoneOffset.UTC));
  }

  private static Check missing(Path file, String how, String mend) {
    return Check.missing("authority", "GATEHOUSE_CA_FILE: " + file + how, mend);
  }

  @Test
  void where_none_is_named_none_is_examined() {
    assertThat(AuthorityFile.examine(Map.of(), Clock.systemUTC())).isEmpty();
    assertThat(AuthorityFile.examine(Map.of("GATEHOUSE_CA_FILE", ""), Clock.systemUTC())).isEmpty();
  }

  @Test
  void what_is_valid_is_told_with_its_end() {
    Path one = folder.resolve("first.pem");
    assertThat(on("2026-03-02", one))
        .contains(Check.ok("authority", "GATEHOUSE_CA_FILE: " + one + ", valid until 2026-06-10"));
    Path both = folder.resolve("both.pem");
    assertThat(on("2026-06-03", both))
        .contains(
            Check.ok(
                "authority",
                "GATEHOUSE_CA_FILE: "
                    + both
                    + ", 2 certificates, the first valid until 2026-06-10"));
  }

  @Test
  void what_is_not_there_cannot_be_read_or_holds_none_is_told() throws Exception {
    Path none = folder.resolve("none.pem");
    assertThat(on("2026-03-02", none)).contains(missing(none, " is not there", ANOTHER));
    assertThat(on("2026-03-02", folder)).contains(missing(folder, " is a folder", ANOTHER));
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    assertThat(on("2026-03-02", empty)).contains(missing(empty, " holds no certificate", ANOTHER));
    Path text = Files.writeString(folder.resolve("text.pem"), "BEGIN nothing\n");
    assertThat(on("2026-03-02", text)).contains(missing(text, " holds no certificate", ANOTHER));
  }

  @Test
  void what_is_not_valid_today_is_told_with_whose_it_is() {
    Path one = folder.resolve("first.pem");
    assertThat(on("2026-06-11", one))
        .contains(missing(one, ": the certificate of CN=first expired on 2026-06-10", RENEW));
    assertThat(on("2026-03-01", one))
        .contains(missing(one, ": the certificate of CN=first is valid from 2026-03-02 on", RENEW));
    Path both = folder.resolve("both.pem");
    assertThat(on("2026-06-11", both))
        .contains(
            Check.note(
                "authority",
                "GATEHOUSE_CA_FILE: "
                    + both
                    + ": the certificate of CN=first expired on 2026-06-10",
                RENEW));
  }
}
