package dev.gatehouse.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.portal.Login.LoginShape;
import dev.gatehouse.portal.Login.OneTimeCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PortalFilesTest {

  private final Portals portals = PortalFiles.load(Path.of("src/test/resources/definitions/good"));

  @Test
  void a_name_and_an_address_are_enough() {
    Portal portal = portals.named("minimal").orElseThrow();

    assertThat(portal.title()).isEqualTo("Minimal");
    assertThat(portal.environments())
        .isEqualTo(Map.of("production", new Environment("https://shop.example", List.of())));
    assertThat(portal.login())
        .isEqualTo(
            new Login(
                LoginShape.AUTO,
                "",
                OneTimeCode.NONE,
                5,
                Marks.NONE,
                Marks.NONE,
                PasswordRules.DEFAULT));
    assertThat(portal.session()).isEqualTo(new Session(Duration.ofHours(8), "", false, false));
    assertThat(portal.deadline()).isEqualTo(Duration.ofMinutes(5));
    assertThat(portal.risk()).isEqualTo(Risk.MEDIUM);
    assertThat(portal.forms()).isEmpty();
    assertThat(portal.signUp()).isEmpty();
  }

  @Test
  void every_key_reaches_its_place() {
    Portal portal = portals.named("everything").orElseThrow();

    assertThat(portal.description()).isEqualTo("A definition with every key,\non several lines.\n");
    assertThat(portal.icon()).contains("si-example");
    assertThat(portal.entities()).containsExactly("minimal_company", "full_company");
    assertThat(portal.risk()).isEqualTo(Risk.HIGH);
    assertThat(portal.environments().keySet()).containsExactly("sandbox", "production");
    assertThat(portal.login())
        .isEqualTo(
            new Login(
                LoginShape.OTHER_ORIGIN,
                "https://login.example/start",
                OneTimeCode.TOTP,
                3,
                new Marks(List.of("Welcome back", "Your orders: all"), List.of("/home")),
                new Marks(List.of("Wrong"), List.of()),
                new PasswordRules(16, "")));
    assertThat(portal.session())
        .isEqualTo(new Session(Duration.ofMinutes(30), "/account", true, true));
    assertThat(portal.places().keySet()).containsExactly("orders", "invoices", "open-orders");
    assertThat(portal.signUp().map(Form::follow)).contains(List.of("Register"));
    assertThat(portal.locators()).containsEntry("submit", "form#order > button[type=submit]");
    assertThat(portal.lastVerified()).contains(LocalDate.of(2026, 1, 31));
    assertThat(portal.deadline()).isEqualTo(Duration.ofHours(2));
    Form form = form(portal, "cancellation");
    assertThat(form.fields().keySet())
        .containsExactly("circuit", "solution-id", "reason", "comment", "kind", "pin", "code");
    assertThat(form.reference()).contains("OCT-([0-9]+)");
    assertThat(field(form, "comment").fixed()).contains("Bot cancellation. Ref: {solution-id}");
  }

  @Test
  void allowed_origins_are_written_as_browsers_write_them() {
    assertThat(portals.named("environments").orElseThrow().environments().get("production"))
        .isEqualTo(
            new Environment(
                "https://shop.example/b2b",
                List.of("https://login.example", "https://sso.example:8443")));
  }

  @Test
  void another_word_for_a_profiles_key_becomes_the_usual_one_and_passwords_are_secret() {
    Form quote = form(portals.named("fields_in_short").orElseThrow(), "quote");
    Form signUp = portals.named("everything").orElseThrow().signUp().orElseThrow();

    assertThat(field(quote, "city").from()).contains("address.address-level2");
    assertThat(field(quote, "sku").from()).isEmpty();
    assertThat(field(signUp, "new-password").secret()).isTrue();
  }

  private static Form form(Portal portal, String name) {
    return Objects.requireNonNull(portal.forms().get(name));
  }

  private static FormField field(Form form, String name) {
    return Objects.requireNonNull(form.fields().get(name));
  }
}
