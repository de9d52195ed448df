package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.Settings;
import dev.gatehouse.entity.Entity;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.portal.Environment;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.step.Traces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  private static final String CREDENTIALS =
      """
      { "portals": {
          "D&H": { "username": "acme", "password": "p-Of-Dh-1", "url": "https://dh.example/b2b/login?x=1",
                   "entity": "Acme Networks", "notes": "Ask for Ann.", "updated": "2025-01-02" },
          "sam": { "username": "reg", "password": "p-Of-Sam-2", "totp_secret": "JBSWY3DPEHPK3PXP",
                   "url": "https://sam.example" } } }
      """;

  private static final String PROFILES =
      """
      { "entities": {
          "Acme Networks": {
            "legal_name": "Acme Networks LLC", "dba": "Acme", "entity_type": "LLC", "ein": "12-3456789",
            "address": { "street": "500 Congress Avenue", "city": "Austin", "state": "TX", "zip": "78701",
                         "country": "United States" },
            "contacts": [ { "role": "Billing", "first_name": "Dana", "last_name": "Whitfield",
                            "email": "dana@acme.example", "phone": "+1 512 555 0142", "floor": "3" } ],
            "certifications": [ "Texas HUB", { "name": "ISO 9001", "expires": "2027-05-31" } ],
            "fiscalYearEnd": "12-31" } } }
      """;

  private static final String TEMPLATES =
      """
      { "templates": { "dh": { "fields": { "x": "y" } },
          "D&H": { "url": "https://dh.example/register",
                   "fields": { "company_name": "", "trading_name": "{dba}", "country": "US", "password": "geheim" } } } }
      """;

  @TempDir private Path folder = Path.of("replaced");
  private Path old = Path.of("replaced");
  private Path project = Path.of("replaced");

  @BeforeEach
  void makeFolders() throws IOException {
    old = Files.createDirectory(folder.resolve("old"));
    project = Files.createDirectory(folder.resolve("project"));
  }

  private SecretDesk desk() {
    return new SecretDesk(
        new Settings(
            project,
            Settings.SANDBOX,
            1,
            false,
            Duration.ZERO,
            Traces.OFF,
            Map.of("GATEHOUSE_MASTER_PASSWORD", "correct horse battery staple")),
        HiddenPrompt.NONE,
        new ByteArrayInputStream(new byte[0]),
        Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC));
  }

  private Typed imported(String... options) {
    return Typed.command(
        new ImportCommand(desk()),
        Stream.concat(Stream.of(old.toString()), Stream.of(options)).toArray(String[]::new));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(old.resolve(name), text, StandardCharsets.UTF_8);
  }

  private String secret(String name) {
    try (SecretStore store = desk().store().open();
        Secret value = store.get(SecretName.of(name)).orElseThrow().value()) {
      return value.reveal();
    }
  }

  @Test
  void what_the_older_files_hold_is_taken_over() throws IOException {
    write(".credentials.json", CREDENTIALS);
    write("entity-profiles.json", PROFILES);
    write("signup-templates.json", "{\"templates\": {}}");

    Typed typed = imported();

    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .isEqualTo(
            """
            .credentials.json     portals.D&H.password     imported  d_h/password
            .credentials.json     portals.D&H.username     imported  d_h/username
            .credentials.json     portals.sam.password     imported  sam/password
            .credentials.json     portals.sam.totp-secret  imported  sam/totp
            .credentials.json     portals.sam.username     imported  sam/username
            entity-profiles.json  entities.Acme Networks   imported  portals/entities/acme_networks.yaml
            .credentials.json     portals.D&H              imported  portals/d_h.yaml
            .credentials.json     portals.sam              imported  portals/sam.yaml

            8 imported.
            %s holds passwords in plain text. Delete it now, and the copies of it.
            """
                .formatted(old.resolve(".credentials.json")));
    assertThat(typed.code()).isEqualTo(ExitCode.PASSED);
    assertThat(secret("d_h/password")).isEqualTo("p-Of-Dh-1");
    assertThat(secret("sam/totp")).isEqualTo("JBSWY3DPEHPK3PXP");

    Definitions definitions = Definitions.load(project.resolve("portals"));
    Portal portal = definitions.portals().named("d_h").orElseThrow();
    assertThat(portal.environments())
        .containsEntry("production", new Environment("https://dh.example", List.of()));
    assertThat(portal.login().page()).contains("/b2b/login?x=1");
    assertThat(portal.entities()).containsExactly("acme_networks");
    assertThat(portal.notes()).isEqualTo("Ask for Ann. Credentials last updated 2025-01-02.");
    Entity entity = definitions.entities().withId("acme_networks").orElseThrow();
    assertThat(entity.values())
        .containsEntry("legal-name", "Acme Networks LLC")
        .containsEntry("trading-name", "Acme")
        .containsEntry("entity-type", "LLC")
        .containsEntry("ein", "12-3456789")
        .containsEntry("address.address-line1", "500 Congress Avenue")
        .containsEntry("address.address-level1", "TX")
        .containsEntry("address.postal-code", "78701")
        .containsEntry("address.country", "US")
        .containsEntry("contacts.billing.given-name", "Dana")
        .containsEntry("contacts.billing.tel", "+1 512 555 0142")
        .containsEntry("certifications.0.name", "Texas HUB")
        .containsEntry("certifications.1.expires", "2027-05-31")
        .containsEntry("extra.fiscal-year-end", "12-31")
        .containsEntry("extra.contact-billing-floor", "3");
  }

  @Test
  void importing_again_changes_nothing() throws IOException {
    write(".credentials.json", CREDENTIALS);
    write("entity-profiles.json", PROFILES);
    imported();
    Files.writeString(project.resolve("portals/sam.yaml"), "# edited\n");
    try (SecretStore store = desk().store().open();
        Secret newer = new Secret("newer")) {
      store.put(SecretName.of("sam/password"), newer);
    }

    Typed again = imported();

    assertThat(again.out())
        .contains("portals.sam              kept as it is  portals/sam.yaml\n")
        .contains("portals.D&H.password     already there  d_h/password\n")
        .contains("portals.sam.password     kept as it is  sam/password holds another value\n")
        .contains("\n4 already there, 4 kept as it is.\n");
    assertThat(again.code()).isEqualTo(ExitCode.PASSED);
    assertThat(secret("sam/password")).isEqualTo("newer");
    assertThat(project.resolve("portals/sam.yaml")).hasContent("# edited");
  }

  @Test
  void a_template_becomes_the_sign_up_of_a_portal_that_is_new() throws IOException {
    write(
        "signup-templates.json",
        TEMPLATES.replace("\"dh\": { \"fields\": { \"x\": \"y\" } },", ""));
    write(".credentials.json", CREDENTIALS);

    Typed typed = imported();

    assertThat(typed.out())
        .contains("templates.D&H            imported  sign-up of portals/d_h.yaml\n");
    assertThat(Files.readString(project.resolve("portals/d_h.yaml")))
        .contains(
            """
            sign-up:
              page: /register
              fields:
                company-name:
                  from: legal-name
                trading-name: {}
                country:
                  fixed: US
                new-password: {}
            """)
        .doesNotContain("geheim", "p-Of-Dh-1");
  }

  @Test
  void rows_that_cannot_be_used_are_told_and_the_others_are_taken() throws IOException {
    write(
        ".credentials.json",
        """
        { "portals": {
            "no url": { "username": "a", "password": "b" },
            "odd": { "username": "a", "password": "b", "url": "ftp://x.example", "pin": "1234" },
            "Odd": { "username": "c" },
            "list": [1],
            "ok": { "username": "", "password": "z", "url": "https://ok.example", "notes": "it is z" } } }
        """);
    write(
        "entity-profiles.json",
        "{ \"entities\": { \"x\": { \"legal_name\": \"X\", \"ein\": \"12\" } } }");

    Typed typed = imported();

    assertThat(typed.out())
        .contains(
            "entities.x               not imported  \"ein\" is not valid; found \"12\"; expected an"
                + " EIN: 12-3456789\n")
        .contains(
            "portals.no url           not imported  no url, so no definition can be made; write"
                + " portals/no_url.yaml by hand\n")
        .contains(
            "portals.odd              not imported  url: expected an address:"
                + " https://shop.example/b2b\n")
        .contains(
            "portals.Odd              not imported  \"odd\" is called odd as well; rename one")
        .contains("portals.list             not imported  expected an object\n")
        .contains("portals.odd.pin          not imported  unknown; nothing is done with it")
        .contains("portals.ok.username      not imported  it is empty\n")
        .contains("portals.ok.password      imported      ok/password\n")
        .contains("When the rows not imported are settled, delete it, and the copies of it.\n");
    assertThat(typed.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(Files.readString(project.resolve("portals/ok.yaml"))).doesNotContain("notes");
    assertThat(project.resolve("portals/entities/x.yaml")).doesNotExist();
  }

  @Test
  void a_file_that_is_no_json_stops_it_before_anything_is_written_and_is_not_quoted()
      throws IOException {
    write(".credentials.json", "{ \"portals\": { \"a\": { \"password\": \"geheim\" \"x\" } } }");
    write("entity-profiles.json", "[]");
    Path credentials = old.resolve(".credentials.json");
    Path profiles = old.resolve("entity-profiles.json");

    Typed typed = imported();

    assertThat(typed.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(typed.err())
        .startsWith(
            """
            %s:1:44: not JSON, or a name stands twice in one object; expected JSON, each name once; mend the file at this place, then import again
            %s: nothing to import; found no JSON object; expected an object with the member "entities", which is an object
            """
                .formatted(credentials, profiles))
        .doesNotContain("geheim");
    assertThat(project).isEmptyDirectory();
  }

  @Test
  void a_folder_without_such_files_is_told() {
    assertThat(imported().err())
        .startsWith(
            "%s: nothing to import; found none of the files; expected a folder with .credentials.json, entity-profiles.json, signup-templates.json\n"
                .formatted(old));
  }

  @Test
  void a_store_that_cannot_be_written_stops_it_before_anything_is_written() throws IOException {
    write(".credentials.json", CREDENTIALS);
    SecretDesk locked =
        new SecretDesk(
            new Settings(project, Settings.SANDBOX, 1, false, Duration.ZERO, Traces.OFF, Map.of()),
            HiddenPrompt.NONE,
            new ByteArrayInputStream(new byte[0]),
            Clock.systemUTC());

    Typed typed = Typed.command(new ImportCommand(locked), old.toString());

    assertThat(typed.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(typed.err()).contains("GATEHOUSE_MASTER_PASSWORD");
    assertThat(project.resolve("portals")).doesNotExist();
  }

  @Test
  void the_result_is_there_for_programs() throws IOException {
    write("entity-profiles.json", PROFILES);

    assertThat(imported("--json").out())
        .isEqualTo(
            """
            [ {
              "file" : "entity-profiles.json",
              "row" : "entities.Acme Networks",
              "result" : "imported",
              "detail" : "portals/entities/acme_networks.yaml"
            } ]
            """);
    assertThat(List.of(project.toFile().list())).containsExactly("portals");
  }
}
