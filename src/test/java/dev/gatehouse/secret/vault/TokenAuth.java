package dev.gatehouse.secret.vault;

import dev.gatehouse.secret.vault.FakeVault.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tokens and the AppRole method, as Vault's API documentation ("Token Auth Method (API)", "AppRole
 * Auth Method (API)") says. Thread-safe.
 */
final class TokenAuth {

  static final String ROLE_ID = "role-id-of-the-tests";
  static final String SECRET_ID = "secret-id-of-the-tests";

  private static final class Token {
    final Duration life;
    final Instant longest;
    final boolean renewable;
    Instant end;

    Token(Instant now, Duration life, Duration longest, boolean renewable) {
      this.life = life;
      this.longest = now.plus(longest);
      this.renewable = renewable;
      this.end = now.plus(life);
    }
  }

  private final Clock clock;
  private final Map<String, Token> tokens = new HashMap<>();

  /** How long a token from a sign-in lives, and may be made to live. */
  Duration life = Duration.ofHours(1);

  Duration longest = Duration.ofHours(24);

  int logins;
  int renewals;
  int revocations;

  TokenAuth(Clock clock) {
    this.clock = clock;
  }

  synchronized void root(String token) {
    tokens.put(token, new Token(clock.instant(), Duration.ZERO, Duration.ZERO, false));
  }

  synchronized void issue(String token, Duration lives, Duration longestLife, boolean renewable) {
    tokens.put(token, new Token(clock.instant(), lives, longestLife, renewable));
  }

  synchronized void revokeAll() {
    tokens.clear();
  }

  synchronized int logins() {
    return logins;
  }

  synchronized int renewals() {
    return renewals;
  }

  synchronized int revocations() {
    return revocations;
  }

  synchronized boolean isGood(String name) {
    Token token = tokens.get(name);
    return token != null && (token.life.isZero() || clock.instant().isBefore(token.end));
  }

  synchronized Reply answer(String path, String name, String body) {
    if (path.equals("auth/approle/login")) {
      return login(body);
    }
    Token token = tokens.get(name);
    if (token == null || !isGood(name)) {
      return Reply.error(403, "permission denied");
    }
    return switch (path) {
      case "auth/token/lookup-self" ->
          new Reply(
              200,
              "{\"data\":{\"ttl\":%d,\"renewable\":%b}}".formatted(left(token), token.renewable));
      case "auth/token/renew-self" -> renew(token, name);
      case "auth/token/revoke-self" -> {
        revocations++;
        tokens.remove(name);
        yield new Reply(204, "");
      }
      default -> Reply.error(404, "no handler for route \"" + path + "\". route entry not found.");
    };
  }

  private long left(Token token) {
    return token.life.isZero() ? 0 : Duration.between(clock.instant(), token.end).toSeconds();
  }

  private Reply login(String body) {
    if (!body.contains("\"role_id\":\"" + ROLE_ID + "\"")
        || !body.contains("\"secret_id\":\"" + SECRET_ID + "\"")) {
      return Reply.error(400, "invalid role or secret ID");
    }
    logins++;
    String name = "hvs.token-of-login-" + logins;
    tokens.put(name, new Token(clock.instant(), life, longest, true));
    return auth(name, life.toSeconds());
  }

  private Reply renew(Token token, String name) {
    if (!token.renewable) {
      return Reply.error(400, "lease is not renewable");
    }
    renewals++;
    Instant wanted = clock.instant().plus(token.life);
    token.end = wanted.isBefore(token.longest) ? wanted : token.longest;
    return auth(name, left(token));
  }

  private static Reply auth(String name, long seconds) {
    return new Reply(
        200,
        "{\"auth\":{\"client_token\":\"%s\",\"lease_duration\":%d,\"renewable\":true}}"
            .formatted(name, seconds));
  }
}
