package dev.gatehouse.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.vault.VaultHttp.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token we work with: had at first use, renewed when two thirds of its time are over, also
 * while nobody uses it, and replaced by a new one when renewing no longer helps and there is a role
 * to sign in with. Every token is watched by the redactor. Thread-safe.
 */
final class VaultSession implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(VaultSession.class);

  // A token near the longest life it may have is renewed for ever less; below this part of its
  // first life a new sign-in is cheaper than going on.
  private static final int SHORT = 10;

  private final VaultSettings settings;
  private final VaultHttp http;
  private final VaultErrors errors;
  private final Redactor redactor;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor timer;

  private @Nullable Secret token;
  private Optional<Instant> renewal = Optional.empty();
  private Instant end = Instant.MAX;
  private Duration firstLife = Duration.ZERO;
  private boolean renewable;
  private @Nullable ScheduledFuture<?> scheduled;

  VaultSession(
      VaultSettings settings, VaultHttp http, VaultErrors errors, Redactor redactor, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.errors = errors;
    this.redactor = redactor;
    this.clock = clock;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "vault-renewal");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    if (settings.login() instanceof VaultSettings.Token given) {
      redactor.watch(given.token());
    } else if (settings.login() instanceof VaultSettings.AppRole role) {
      redactor.watch(role.secretId());
    }
  }

  /** Returns a token that should do. */
  synchronized Secret token() {
    Secret present = token;
    if (present == null) {
      return begin();
    }
    if (renewal.isPresent() && !clock.instant().isBefore(renewal.get())) {
      return renew(present);
    }
    return present;
  }

  /**
   * Tells that Vault answered 403 to this token.
   *
   * @return whether to try again: there is another one now
   * @throws SecretStoreException when the token has expired and there is no way to another
   */
  synchronized boolean refused(Secret used) {
    if (token != null && token != used) {
      return true;
    }
    if (isKnown(used)) {
      return false;
    }
    if (settings.login() instanceof VaultSettings.AppRole role) {
      signIn(role);
      return true;
    }
    throw errors.expired();
  }

  private boolean isKnown(Secret used) {
    Answer answer =
        http.send(
            Request.get("auth/token/lookup-self"), Optional.of(used), settings.limits().total());
    return answer.isOk();
  }

  private Secret begin() {
    if (settings.login() instanceof VaultSettings.AppRole role) {
      return signIn(role);
    }
    Secret given = ((VaultSettings.Token) settings.login()).token();
    Request lookup = Request.get("auth/token/lookup-self");
    Answer answer = http.send(lookup, Optional.of(given), settings.limits().total());
    // A token may lack the right to look itself up; then only its use tells whether it is good.
    if (answer.status() != 403) {
      JsonNode data = checked(answer, lookup).path("data");
      firstLife = Duration.ofSeconds(data.path("ttl").asLong());
      live(data.path("ttl").asLong(), data.path("renewable").asBoolean());
    }
    token = given;
    return given;
  }

  private Secret signIn(VaultSettings.AppRole role) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("role_id", role.roleId());
    body.put("secret_id", role.secretId().reveal());
    Request login = Request.post("auth/approle/login", body);
    Answer answer = http.send(login, Optional.empty(), settings.limits().total());
    if (answer.status() == 400) {
      throw errors.wrongRole();
    }
    if (answer.status() == 403) {
      throw errors.loginForbidden();
    }
    JsonNode auth = checked(answer, login).path("auth");
    Secret signedIn = new Secret(auth.path("client_token").asText());
    if (signedIn.isEmpty()) {
      throw errors.notVault(answer);
    }
    redactor.watch(signedIn);
    token = signedIn;
    firstLife = Duration.ofSeconds(auth.path("lease_duration").asLong());
    live(auth.path("lease_duration").asLong(), auth.path("renewable").asBoolean());
    return signedIn;
  }

  private Secret renew(Secret present) {
    try {
      if (renewable && renewed(present)) {
        return present;
      }
      if (settings.login() instanceof VaultSettings.AppRole role) {
        return signIn(role);
      }
      // It cannot be made to live longer; Vault says when it is over.
      renewal = Optional.empty();
      return present;
    } catch (SecretStoreException e) {
      if (timer.isShutdown()) {
        return present;
      }
      Duration left = Duration.between(clock.instant(), end);
      if (left.isNegative() || left.isZero()) {
        throw e;
      }
      log.warn(
          "The token for Vault could not be renewed and is good for another {} s; it is tried again before. {}",
          left.toSeconds(),
          e.getMessage());
      schedule(left.dividedBy(3));
      return present;
    }
  }

  private boolean renewed(Secret present) {
    Request renew = Request.post("auth/token/renew-self", JsonNodeFactory.instance.objectNode());
    Answer answer = http.send(renew, Optional.of(present), settings.limits().answer());
    if (answer.status() == 400 || answer.status() == 403) {
      return false;
    }
    JsonNode auth = checked(answer, renew).path("auth");
    Duration life = Duration.ofSeconds(auth.path("lease_duration").asLong());
    live(life.toSeconds(), auth.path("renewable").asBoolean());
    return life.multipliedBy(SHORT).compareTo(firstLife) >= 0;
  }

  private JsonNode checked(Answer answer, Request request) {
    if (!answer.isOk()) {
      throw errors.of(answer, request.toString(), Duration.ZERO, 1);
    }
    return answer.body();
  }

  // Seconds of 0 are Vault's way to say for ever, as of a root token.
  private void live(long seconds, boolean canBeRenewed) {
    renewable = canBeRenewed;
    if (seconds <= 0) {
      renewal = Optional.empty();
      end = Instant.MAX;
      return;
    }
    end = clock.instant().plusSeconds(seconds);
    schedule(Duration.ofSeconds(seconds).multipliedBy(2).dividedBy(3));
  }

  private void schedule(Duration in) {
    renewal = Optional.of(clock.instant().plus(in));
    if (scheduled != null) {
      scheduled.cancel(false);
    }
    if (!timer.isShutdown()) {
      scheduled = timer.schedule(this::renewUnused, in.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
  }

  private void renewUnused() {
    try {
      token();
    } catch (SecretStoreException e) {
      log.warn(
          "The token for Vault is over; the next access to a secret will fail. {}", e.getMessage());
    }
  }

  /** Stops renewing, gives a token of our own back to Vault, and wipes what we hold. */
  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (this) {
      Secret present = token;
      if (present == null) {
        return;
      }
      if (settings.login() instanceof VaultSettings.AppRole) {
        try {
          Request revoke =
              Request.post("auth/token/revoke-self", JsonNodeFactory.instance.objectNode());
          http.send(revoke, Optional.of(present), Duration.ZERO);
        } catch (SecretStoreException e) {
          log.debug("The token was left to expire by itself. {}", e.getMessage());
        }
      }
      present.close();
      token = null;
    }
  }
}
