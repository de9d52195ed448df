package dev.gatehouse.sandbox;

import java.util.Map;

/** What every site answers besides its own pages. */
final class SharedRoutes {
  private SharedRoutes() {}

  static void install(Routes routes) {
    routes.get("/recaptcha/api2/anchor", e -> e.page("frame", "captcha", "reCAPTCHA", Map.of()));
    routes.get("/recaptcha/challenge.svg", e -> e.asset("challenge.svg"));
    routes.get("/favicon.ico", e -> e.asset("logo.svg"));
  }
}
