package dev.gatehouse.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate is always checked, whatever the environment says. */
class VaultTlsIT {

  private static final String STORE_PASSWORD = "changeit";

  @TempDir private Path folder = Path.of("replaced");
  private FakeVault vault;

  @BeforeEach
  void start_a_vault_whose_certificate_nobody_vouches_for() throws Exception {
    Path keys = folder.resolve("keys.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "vault",
        "-keyalg",
        "EC",
        "-dname",
        "CN=vault",
        "-ext",
        "san=ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-storepass",
        STORE_PASSWORD,
        "-keystore",
        keys.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "vault",
        "-storepass",
        STORE_PASSWORD,
        "-keystore",
        keys.toString(),
        "-file",
        folder.resolve("authority.pem").toString());
    vault =
        FakeVault.start(
            WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(keys.toString())
                .keystoreType("PKCS12")
                .keystorePassword(STORE_PASSWORD)
                .keyManagerPassword(STORE_PASSWORD));
    vault.engine.writeByHand("portals/acme", Map.of("password", "there"));
  }

  @AfterEach
  void stop_vault() {
    vault.close();
  }

  private void keytool(String... arguments) throws Exception {
    Path log = folder.resolve("keytool.log");
    List<String> command =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Stream.of(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  private SecretStore open(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("VAULT_ADDR", address());
    variables.put("VAULT_TOKEN", FakeVault.ROOT_TOKEN);
    return new VaultStore(VaultSettings.from(variables), new Redactor(), Clock.systemUTC());
  }

  private String address() {
    return "https://127.0.0.1:" + vault.server.httpsPort();
  }

  private void assertNotTrusted(Map<String, String> variables) {
    try (SecretStore store = open(variables)) {
      SecretStoreException trouble = catchThrowableOfType(SecretStoreException.class, store::list);

      assertThat(trouble)
          .hasMessage(
              "Vault at %s shows a certificate that is not trusted, so nothing was sent to it. Name the authority's PEM file in VAULT_CACERT or GATEHOUSE_CA_FILE, or mend the certificate; checks cannot be switched off."
                  .formatted(address()));
      assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
    }
    assertThat(vault.server.getAllServeEvents()).isEmpty();
  }

  @Test
  void a_certificate_nobody_vouches_for_is_refused() {
    assertNotTrusted(Map.of());
  }

  @Test
  void no_variable_switches_the_check_off() {
    assertNotTrusted(
        Map.of("VAULT_SSL_VERIFY", "false", "VAULT_SKIP_VERIFY", "true", "VAULT_TLS_VERIFY", "0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VAULT_CACERT", "GATEHOUSE_CA_FILE"})
  void an_authority_that_is_named_is_trusted(String variable) {
    try (SecretStore store = open(Map.of(variable, folder.resolve("authority.pem").toString()))) {
      assertThat(store.get(SecretName.of("acme/password")).orElseThrow().value().reveal())
          .isEqualTo("there");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"VAULT_CACERT", "GATEHOUSE_CA_FILE"})
  void a_file_without_a_certificate_is_refused(String variable) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");

    SecretStoreException trouble =
        catchThrowableOfType(
            SecretStoreException.class, () -> open(Map.of(variable, empty.toString())));

    assertThat(trouble)
        .hasMessage(
            "%s: %s holds no certificate; expected a PEM file with BEGIN CERTIFICATE."
                .formatted(variable, empty));
  }
}
