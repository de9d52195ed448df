package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private static final SecretName NAME = SecretName.of("acme/password");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final SettableClock clock = new SettableClock();
  private final MemoryStore store = new MemoryStore();
  private final Redactor redactor = new Redactor();
  private final List<SecretAccess> told = new CopyOnWriteArrayList<>();

  private Secrets secrets() {
    return new Secrets(store, clock, redactor, told::add);
  }

  private SecretAccess access(int version, SecretAccess.Result result) {
    return new SecretAccess(NAME, version, "sign in", "Order at Acme", clock.instant(), result);
  }

  private static Optional<Secret> read(Secrets secrets) {
    return secrets.read(NAME, "sign in", "Order at Acme");
  }

  @Test
  void every_access_is_told_with_purpose_and_caller() {
    try (Secrets secrets = secrets()) {
      assertThat(read(secrets)).isEmpty();
      store.put(NAME, new Secret("Plinth%Orbit"));
      assertThat(read(secrets).orElseThrow().reveal()).isEqualTo("Plinth%Orbit");
      assertThat(read(secrets).orElseThrow().reveal()).isEqualTo("Plinth%Orbit");
      assertThat(told)
          .containsExactly(
              access(0, SecretAccess.Result.ABSENT),
              access(1, SecretAccess.Result.READ),
              access(1, SecretAccess.Result.CACHED));
      assertThat(told.toString()).doesNotContain("Plinth");
    }
  }

  @Test
  void a_refused_access_is_told_too() {
    store.broken = true;
    try (Secrets secrets = secrets()) {
      assertThatThrownBy(() -> read(secrets)).hasMessage("the store is locked");
    }
    assertThat(told).containsExactly(access(0, SecretAccess.Result.REFUSED));
  }

  @Test
  void what_cannot_be_told_is_not_given() {
    store.put(NAME, new Secret("Plinth%Orbit"));
    try (Secrets secrets =
        new Secrets(
            store,
            clock,
            redactor,
            access -> {
              throw new IllegalStateException("the audit is full");
            })) {
      assertThatThrownBy(() -> read(secrets)).hasMessage("the audit is full");
      assertThatThrownBy(() -> read(secrets)).hasMessage("the audit is full");
    }
  }

  @Test
  void values_are_cleaned_out_of_texts_before_anybody_has_them() {
    store.put(NAME, new Secret("Plinth%Orbit"));
    try (Secrets secrets = secrets()) {
      read(secrets);
    }
    assertThat(redactor.clean("typed Plinth%Orbit")).isEqualTo("typed [REDACTED]");
  }

  @Test
  void a_user_name_stays_readable() {
    store.put(NAME.withField("username"), new Secret("acme.reseller"));
    try (Secrets secrets = secrets()) {
      assertThat(secrets.read(NAME.withField("username"), "sign in", "")).isPresent();
    }
    assertThat(redactor.clean("signed in as acme.reseller"))
        .isEqualTo("signed in as acme.reseller");
  }

  @Test
  void a_value_is_kept_for_less_than_60_seconds() {
    store.put(NAME, new Secret("old"));
    try (Secrets secrets = secrets()) {
      read(secrets);
      Secret inMemory = store.given.get(0);
      store.put(NAME, new Secret("new"));

      clock.now = NOON.plus(Duration.ofMillis(59_999));
      assertThat(read(secrets).orElseThrow().reveal()).isEqualTo("old");
      assertThat(inMemory.isWiped()).isFalse();
      clock.now = NOON.plusSeconds(60);
      assertThat(read(secrets).orElseThrow().reveal()).isEqualTo("new");
      assertThat(inMemory.isWiped()).isTrue();
      assertThat(store.given).hasSize(2);
    }
  }

  @Test
  void asking_for_one_secret_wipes_another_that_has_expired() {
    store.put(NAME, new Secret("old"));
    try (Secrets secrets = secrets()) {
      read(secrets);
      clock.now = NOON.plusSeconds(60);
      assertThat(secrets.read(NAME.withField("totp"), "sign in", "")).isEmpty();
      assertThat(store.given.get(0).isWiped()).isTrue();
    }
  }

  @Test
  void a_value_is_wiped_in_time_also_when_nobody_asks_again() {
    store.put(NAME, new Secret("Plinth%Orbit"));
    try (Secrets secrets = new Secrets(store, clock, Duration.ofMillis(30), redactor, told::add)) {
      Secret mine = read(secrets).orElseThrow();
      Secret inMemory = store.given.get(0);

      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!inMemory.isWiped() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(inMemory.isWiped()).isTrue();
      assertThat(mine.reveal()).isEqualTo("Plinth%Orbit");
      assertThat(read(secrets).orElseThrow().reveal()).isEqualTo("Plinth%Orbit");
    }
  }

  @Test
  void closing_wipes_everything() {
    store.put(NAME, new Secret("Plinth%Orbit"));
    Secrets secrets = secrets();
    read(secrets);
    secrets.close();

    assertThat(store.given.get(0).isWiped()).isTrue();
    assertThat(store.closed).isTrue();
  }

  @Test
  void accounts_are_found_in_a_store() {
    store.put(SecretName.of("td_synnex/username"), new Secret("acme.reseller"));
    store.put(SecretName.of("td_synnex/password"), new Secret("Plinth%Orbit"));
    store.put(SecretName.of("td_synnex/auditor/username"), new Secret("auditor"));
    store.put(SecretName.of("td_synnex/auditor/password"), new Secret("Sorrel"));
    store.put(SecretName.of("td_synnex/auditor/totp"), new Secret("GEZDGNBV"));
    store.put(SecretName.of("half/username"), new Secret("half"));
    try (Secrets secrets = secrets()) {
      StoredAccounts accounts = new StoredAccounts(secrets);

      Account found = accounts.find("td_synnex", "default", "Order at Acme").orElseThrow();
      assertThat(found.username()).isEqualTo("acme.reseller");
      assertThat(found.password().reveal()).isEqualTo("Plinth%Orbit");
      assertThat(found.totpSeed()).isEmpty();
      Account auditor = accounts.find("td_synnex", "Auditor").orElseThrow();
      assertThat(auditor.totpSeed().orElseThrow().reveal()).isEqualTo("GEZDGNBV");
      assertThat(accounts.find("half", "default")).isEmpty();
      assertThat(accounts.find("-", "default")).isEmpty();
    }
    assertThat(told).hasSize(8);
    assertThat(told.get(0))
        .isEqualTo(
            new SecretAccess(
                SecretName.of("td_synnex/username"),
                1,
                "sign in",
                "Order at Acme",
                NOON,
                SecretAccess.Result.READ));
  }

  @Test
  void what_to_store_is_told() {
    try (Secrets secrets = secrets()) {
      StoredAccounts accounts = new StoredAccounts(secrets);
      assertThat(accounts.remedy("acme", "default"))
          .isEqualTo(
              "Store it: gatehouse secret set acme/username and gatehouse secret set acme/password (and acme/totp for one-time codes).");
      assertThat(new AccountsInOrder(List.of(accounts, accounts)).remedy("acme", "auditor"))
          .isEqualTo(
              "Store it: gatehouse secret set acme/auditor/username and gatehouse secret set acme/auditor/password (and acme/auditor/totp for one-time codes). Or: Store it: gatehouse secret set acme/auditor/username and gatehouse secret set acme/auditor/password (and acme/auditor/totp for one-time codes).");
    }
  }

  @Test
  void the_first_source_that_has_the_account_is_taken() {
    store.put(SecretName.of("acme/username"), new Secret("stored"));
    store.put(SecretName.of("acme/password"), new Secret("stored password"));
    store.put(SecretName.of("dh/username"), new Secret("stored"));
    store.put(SecretName.of("dh/password"), new Secret("stored password"));
    EnvironmentAccounts variables =
        EnvironmentAccountsTest.accounts(
            Map.of("GATEHOUSE_ACME_USERNAME", "set", "GATEHOUSE_ACME_PASSWORD", "set password"));
    try (Secrets secrets = secrets()) {
      Accounts both = new AccountsInOrder(List.of(variables, new StoredAccounts(secrets)));
      assertThat(both.find("acme", "default").orElseThrow().username()).isEqualTo("set");
      assertThat(both.find("dh", "default").orElseThrow().username()).isEqualTo("stored");
      assertThat(both.find("osn", "default")).isEmpty();
    }
  }

  @Test
  void api_keys_are_warned_of_from_day_76_and_due_on_day_90() {
    assertThat(age("acme/api-key", 0)).contains(new KeyAge(90));
    assertThat(age("acme/password", 100)).isEmpty();
    assertThat(age("acme/token", 75).orElseThrow().state()).isEqualTo(KeyAge.State.FRESH);
    assertThat(age("acme/api-key-2", 76).orElseThrow().state()).isEqualTo(KeyAge.State.DUE_SOON);
    assertThat(age("acme/token", 89).orElseThrow().state()).isEqualTo(KeyAge.State.DUE_SOON);
    assertThat(age("acme/token", 90).orElseThrow().state()).isEqualTo(KeyAge.State.DUE);
    assertThat(age("acme/token", 95)).contains(new KeyAge(-5));
  }

  private static Optional<KeyAge> age(String name, int days) {
    return KeyAge.of(
        new SecretInfo(SecretName.of(name), 1, NOON, NOON), NOON.plus(Duration.ofDays(days)));
  }

  private static final class SettableClock extends Clock {
    private volatile Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** A store that remembers what it gave out. */
  private static final class MemoryStore implements SecretStore {
    private final Map<SecretName, StoredSecret> all = new HashMap<>();
    private final List<Secret> given = new ArrayList<>();
    private boolean broken;
    private boolean closed;

    @Override
    public String place() {
      return "memory";
    }

    @Override
    public Optional<StoredSecret> get(SecretName name) {
      if (broken) {
        throw new SecretStoreException(SecretStoreException.Kind.LOCKED, "the store is locked");
      }
      return Optional.ofNullable(all.get(name))
          .map(
              stored -> {
                Secret copy = stored.value().copy();
                given.add(copy);
                return new StoredSecret(stored.info(), copy);
              });
    }

    @Override
    public List<SecretInfo> list() {
      return all.values().stream().map(StoredSecret::info).toList();
    }

    @Override
    public SecretInfo put(SecretName name, Secret value, int expectedVersion) {
      SecretInfo info = new SecretInfo(name, 1, NOON, NOON);
      all.put(name, new StoredSecret(info, value.copy()));
      return info;
    }

    @Override
    public boolean delete(SecretName name) {
      return all.remove(name) != null;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
