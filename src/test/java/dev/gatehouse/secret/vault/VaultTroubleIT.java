package dev.gatehouse.secret.vault;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every trouble with Vault has a message of its own that says what to do, and tells no secret. */
class VaultTroubleIT {

  private static final SecretName PASSWORD = SecretName.of("acme/password");
  private static final String TRIED = "tried \\d+ times in \\d+ s";

  private FakeVault vault;

  @BeforeEach
  void start_vault() {
    vault = FakeVault.start();
  }

  @AfterEach
  void stop_vault() {
    vault.close();
  }

  private SecretStore open() {
    return open(vault.settings());
  }

  private static SecretStore open(VaultSettings settings) {
    return new VaultStore(settings, new Redactor(), Clock.systemUTC());
  }

  private String at() {
    return "Vault at " + vault.settings().address() + " ";
  }

  private void answerWith(ResponseDefinitionBuilder answer) {
    vault.server.stubFor(
        any(urlMatching(".*/(data|metadata)/.*")).atPriority(1).willReturn(answer));
  }

  private static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  private static SecretStoreException troubleOf(SecretStore store) {
    try (store) {
      SecretStoreException trouble =
          catchThrowableOfType(SecretStoreException.class, () -> store.get(PASSWORD));
      assertThat(trouble).as("reading").isNotNull();
      assertThat(trouble.getMessage()).doesNotContain(FakeVault.ROOT_TOKEN);
      return trouble;
    }
  }

  private static void assertTold(SecretStoreException trouble, Kind kind, String message) {
    assertThat(trouble).hasMessage(message);
    assertThat(trouble.kind()).isEqualTo(kind);
  }

  @Test
  void sealed_is_told_at_once() {
    answerWith(json(503, "{\"errors\":[\"Vault is sealed\"]}"));

    assertTold(
        troubleOf(open()),
        Kind.LOCKED,
        at() + "is sealed. Have an operator unseal it (vault operator unseal), then try again.");
  }

  @Test
  void a_policy_that_does_not_allow_it() {
    answerWith(json(403, "{\"errors\":[\"1 error occurred:\\n\\t* permission denied\\n\\n\"]}"));

    assertTold(
        troubleOf(open()),
        Kind.FORBIDDEN,
        at()
            + "does not allow this token to do: GET secret/data/portals/acme. Have its policy extended (operators' guide, \"Secrets in Vault\").");
  }

  @Test
  void a_token_that_has_expired() {
    vault.tokens.revokeAll();

    assertTold(
        troubleOf(open()),
        Kind.EXPIRED,
        at()
            + "does not accept the token: it has expired, was revoked, or is another Vault's. Get a new one (vault login) and set VAULT_TOKEN or VAULT_TOKEN_FILE.");
  }

  @Test
  void a_role_that_is_not_the_right_one() {
    VaultSettings.AppRole wrong =
        new VaultSettings.AppRole("no-such-role", new Secret("the-wrong-secret-id"));

    SecretStoreException trouble = troubleOf(open(vault.settings(wrong)));

    assertTold(
        trouble,
        Kind.WRONG_KEY,
        at()
            + "does not accept VAULT_ROLE_ID with VAULT_SECRET_ID: one is wrong, or the secret id has expired or was used up. Have a new secret id made (vault write -f auth/approle/role/ROLE/secret-id).");
    assertThat(trouble.getMessage()).doesNotContain("the-wrong-secret-id", "no-such-role");
  }

  @Test
  void an_answer_that_does_not_come() {
    answerWith(aResponse().withFixedDelay(20_000));

    SecretStoreException trouble = troubleOf(open(FakeVault.hasty(vault.settings())));

    assertThat(trouble.kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(trouble.getMessage())
        .matches(
            at()
                + "did not answer in time \\(1 s for an answer; "
                + TRIED
                + "\\)\\. Look at its load and the network, then try again\\.");
  }

  @Test
  void an_answer_that_trickles_for_ever() {
    answerWith(
        json(200, "{\"data\":{\"data\":{}}}".repeat(50)).withChunkedDribbleDelay(100, 60_000));

    assertThat(troubleOf(open(FakeVault.hasty(vault.settings()))).kind()).isEqualTo(Kind.TIMED_OUT);
  }

  @Test
  void nobody_at_the_address() {
    SecretStore store = open(FakeVault.hasty(vault.settings()));
    String at = at();
    vault.server.stop();

    SecretStoreException trouble = troubleOf(store);

    assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(trouble.getMessage())
        .matches(
            at
                + "cannot be reached \\(ConnectException; "
                + TRIED
                + "\\)\\. Look at VAULT_ADDR, whether Vault runs, and the network\\.");
  }

  @Test
  void something_that_is_not_vault() {
    vault.server.stubFor(
        any(anyUrl()).atPriority(1).willReturn(aResponse().withBody("<html>Welcome!</html>")));

    assertTold(
        troubleOf(open()),
        Kind.ABSENT,
        "What answers at %s is not Vault (status 200, and not Vault's JSON). Set VAULT_ADDR to Vault's address."
            .formatted(vault.settings().address()));
  }

  @Test
  void a_mount_that_is_not_there() {
    VaultSettings known = vault.settings();
    VaultSettings elsewhere =
        new VaultSettings(
            known.address(),
            Optional.empty(),
            "teams/office",
            Optional.empty(),
            known.login(),
            known.limits());

    assertTold(
        troubleOf(open(elsewhere)),
        Kind.ABSENT,
        at()
            + "has no secrets engine at \"teams/office\". Set GATEHOUSE_VAULT_MOUNT to where the key/value engine is (vault secrets list), or run: vault secrets enable -path=teams/office -version=2 kv");
  }

  @Test
  void a_mount_without_versions() {
    vault.server.stubFor(
        post(urlMatching("/v1/secret/data/.*"))
            .atPriority(1)
            .willReturn(aResponse().withStatus(204)));
    try (SecretStore store = open()) {
      SecretStoreException trouble =
          catchThrowableOfType(
              SecretStoreException.class, () -> store.put(PASSWORD, new Secret("canary")));

      assertTold(
          trouble,
          Kind.UNUSABLE,
          at()
              + "keeps no versions at \"secret\": it is a key/value engine of version 1, expected version 2. Run: vault kv enable-versioning secret");
    }
  }

  @Test
  void trouble_that_does_not_pass_is_told_in_the_end() {
    answerWith(aResponse().withStatus(502).withBody("<html>Bad gateway</html>"));

    SecretStoreException trouble = troubleOf(open(FakeVault.hasty(vault.settings())));

    assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(trouble.getMessage())
        .matches(
            at()
                + "has trouble of its own \\(status 502; "
                + TRIED
                + "\\)\\. Look at its log, then try again\\.");
  }

  @Test
  void too_many_requests() {
    answerWith(json(429, "{\"errors\":[\"request path: rate limit quota exceeded\"]}"));

    SecretStoreException trouble = troubleOf(open(FakeVault.hasty(vault.settings())));

    assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(trouble.getMessage())
        .matches(
            at()
                + "has too many requests \\("
                + TRIED
                + "\\)\\. Try again later, or have the quota raised\\.");
  }

  @Test
  void trouble_that_passes_is_never_told() {
    String failing = "failing";
    vault.server.stubFor(
        any(urlMatching(".*/data/.*"))
            .atPriority(1)
            .inScenario("passing")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(500))
            .willSetStateTo(failing));
    vault.server.stubFor(
        any(urlMatching(".*/data/.*"))
            .atPriority(1)
            .inScenario("passing")
            .whenScenarioStateIs(failing)
            .willReturn(json(429, "{\"errors\":[\"slow down\"]}"))
            .willSetStateTo("well"));
    vault.engine.writeByHand("portals/acme", Map.of("password", "there"));
    try (SecretStore store = open()) {
      assertThat(store.get(PASSWORD).orElseThrow().value().reveal()).isEqualTo("there");
    }
  }

  @Test
  void a_write_whose_answer_got_lost_is_done_once() {
    try (SecretStore store = open()) {
      store.put(PASSWORD, new Secret("one"));
      vault.answersToLose.set(1);

      assertThat(store.put(PASSWORD, new Secret("two"), 1).version()).isEqualTo(2);

      assertThat(vault.answersToLose).hasValue(0);
      assertThat(store.get(PASSWORD).orElseThrow().info().version()).isEqualTo(2);
      assertThat(vault.engine.dump().lines()).hasSize(2);
    }
  }

  @Test
  void another_node_is_not_followed_with_the_token() {
    try (FakeVault other = FakeVault.start()) {
      answerWith(
          aResponse()
              .withStatus(307)
              .withHeader("Location", other.server.baseUrl() + "/v1/secret/data/portals/acme"));

      assertTold(
          troubleOf(open()),
          Kind.UNREACHABLE,
          at()
              + "points to another address. Set VAULT_ADDR to the active node or the load balancer; tokens are not sent on.");
    }
  }

  @Test
  void notes_that_are_not_ours() {
    vault.engine.writeNotesByHand(
        "portals/acme", "{\"at\":1,\"fields\":{\"password\":{\"created\":\"yesterday\"}}}");

    assertTold(
        troubleOf(open()),
        Kind.DAMAGED,
        at()
            + "holds at secret/portals/acme something in _gatehouse that Gatehouse did not write. Look at its versions (vault kv get -version=N), and write the last good one back.");
  }

  @Test
  void a_host_that_does_not_exist_is_not_reached() {
    VaultSettings known = vault.settings();
    VaultSettings nowhere =
        new VaultSettings(
            URI.create("https://vault.invalid:8200"),
            Optional.empty(),
            "secret",
            Optional.empty(),
            known.login(),
            FakeVault.SHORT);

    assertThat(troubleOf(open(nowhere)).kind()).isEqualTo(Kind.UNREACHABLE);
  }
}
