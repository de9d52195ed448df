package dev.gatehouse.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A dealers' portal that is strict: bad passwords lock the account, and haste is slowed down. */
final class Dh implements PortalPages {
  private static final int POSTS_A_MINUTE = 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final FormSpec SIGN_UP =
      FormSpec.of(
          "sign_up",
          new FormSpec.Naming(
              key -> "dealer[" + key.replace('-', '_') + "]", key -> "dealer_" + key),
          Field.text("organization", "Legal business name").autocomplete("organization"),
          Field.text("trading-name", "Doing business as").optional(),
          Field.text("website", "Web site")
              .matching("https?://\\S+", "Enter an address that begins with https://")
              .placeholder("https://")
              .optional(),
          Field.text("name", "Contact person").autocomplete("name"),
          Field.email("email", "Business e-mail"),
          Field.tel("tel", "Phone number"),
          Field.radio(
              "business",
              "What do you mainly do?",
              "vad=Value-added resale",
              "msp=Managed services",
              "retail=Retail"),
          Field.checkbox("accept", "I agree to the dealer agreement"));

  private final Map<String, Deque<Instant>> posts = new HashMap<>();

  @Override
  public void install(Routes routes) {
    new PasswordLogin(
            "layout",
            "email",
            "password",
            "Incorrect e-mail address or password. Your account will be locked after 5 failed"
                + " attempts.",
            "/home",
            this::slowDown)
        .install(routes);
    routes.get("/", exchange -> exchange.page("home", "Dealer Net", Map.of()));
    routes.guardedGet("/home", exchange -> exchange.page("dashboard", "Dealer home", Map.of()));
    routes.guardedGet("/account", exchange -> exchange.page("account", "My account", Map.of()));
    FormPages.signUp("/register", "register", "Become a dealer", SIGN_UP, "DLR-").install(routes);
  }

  private void slowDown(Exchange exchange) {
    Instant now = exchange.site().clock().instant();
    for (String who :
        List.of("client " + exchange.client(), "account " + exchange.param("email"))) {
      Deque<Instant> recent = posts.computeIfAbsent(who, key -> new ArrayDeque<>());
      while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(MINUTE))) {
        recent.removeFirst();
      }
      if (recent.size() >= POSTS_A_MINUTE) {
        long wait = Duration.between(now, recent.getFirst().plus(MINUTE)).toSeconds() + 1;
        throw new Refusal(
            429,
            "Too many requests",
            "Too many sign-in attempts. Please wait and try again in " + wait + " seconds.",
            Math.toIntExact(wait));
      }
      recent.addLast(now);
    }
  }
}
