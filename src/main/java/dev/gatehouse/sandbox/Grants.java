package dev.gatehouse.sandbox;

import java.util.List;
import java.util.Map;

/** A grants portal whose sign-in form is in a frame and whose help is in a window of its own. */
final class Grants implements PortalPages {
  private static final FormSpec.Naming NAMING =
      new FormSpec.Naming(key -> "gp_" + key.replace('-', '_'), key -> "gp-" + key);

  private static final FormSpec APPLICATION =
      new FormSpec(
          "application",
          NAMING,
          List.of(
              new FormSpec.Section(
                  "Project",
                  List.of(
                      Field.text("opportunity-number", "Funding opportunity number")
                          .matching(
                              "[A-Z]{2,5}-\\d{4}-\\d{3,5}",
                              "An opportunity number looks like RUS-2026-0142."),
                      Field.text("project-title", "Project title"),
                      Field.text("amount", "Amount requested (USD)")
                          .matching("[1-9][0-9,]*(\\.\\d{2})?", "Enter an amount in dollars."),
                      usDate("start-date", "Project start date"),
                      usDate("end-date", "Project end date"),
                      Field.textarea("abstract", "Project abstract"))),
              new FormSpec.Section(
                  "Applicant",
                  List.of(
                      Field.select(
                          "applicant-type",
                          "Type of applicant",
                          Field.options(
                              "SB=Small business",
                              "NP=Nonprofit organization",
                              "GOV=State or local government",
                              "EDU=Institution of higher education")),
                      Field.of(Field.Kind.FILE, "attachment", "Budget justification (PDF)")))));

  private static final FormSpec SIGN_UP =
      FormSpec.of(
          "sign_up",
          NAMING,
          Field.text("given-name", "First name"),
          Field.text("family-name", "Last name"),
          Field.email("email", "Email address"),
          Field.tel("tel", "Telephone number"),
          Field.text("organization", "Organization name"),
          Field.text("uei", "Unique Entity ID (UEI)")
              .matching("[A-Z0-9]{12}", "A UEI has 12 letters and digits."),
          Field.radio(
              "role", "Your role", "aor=Authorized representative", "member=Workspace member"),
          Field.checkbox("accept", "I agree to the terms of use"));

  @Override
  public void install(Routes routes) {
    routes.get("/", exchange -> exchange.page("home", "Find and apply", Map.of()));
    routes.get("/login", Grants::login);
    new PasswordLogin(
            "/login/frame",
            "frame-layout",
            "userId",
            "passPhrase",
            "The username or password is not valid.",
            exchange -> {},
            (exchange, next) ->
                exchange.page(
                    "frame-layout",
                    "entered",
                    "Signed in",
                    Map.of("to", Exchange.safeNext(next, "/workspace"))))
        .install(routes);
    routes.get("/help", exchange -> exchange.page("frame-layout", "help", "Help", Map.of()));
    routes.guardedGet("/workspace", exchange -> exchange.page("workspace", "Workspace", Map.of()));
    FormPages.form("/applications/new", "application", "Application intent", APPLICATION, "GRANT-")
        .install(routes);
    FormPages.signUp("/register", "register", "Create a profile", SIGN_UP, "GP-").install(routes);
  }

  private static void login(Exchange exchange) {
    if (exchange.user().isPresent()) {
      exchange.redirect("/workspace");
    } else {
      exchange.loginPage(
          "layout",
          "login-page",
          "Sign in",
          Map.of("next", exchange.query("next"), "expired", exchange.query("expired")));
    }
  }

  private static Field usDate(String key, String label) {
    return Field.text(key, label)
        .placeholder("MM/DD/YYYY")
        .matching(
            "(0[1-9]|1[0-2])/(0[1-9]|[12]\\d|3[01])/20\\d{2}",
            label + " must be a date as MM/DD/YYYY.");
  }
}
