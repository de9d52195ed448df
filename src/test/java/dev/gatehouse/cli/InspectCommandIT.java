package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.browser.TestSite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code inspect} shows of pages, and what it says of wrong arguments. */
@Timeout(60)
class InspectCommandIT {

  private static final String FORM =
      "<title>Acme</title><form method=post action=/in><label>User name <input id=user name=u></label>"
          + "<label>Password <input type=password name=p></label><a href=/lost>Forgot?</a>"
          + "<button>Sign in</button></form>";

  private final Path folder;
  private final TestSite site = new TestSite();

  InspectCommandIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void a_page_drawn_by_a_script_is_shown_as_a_table_and_a_picture() throws IOException {
    site.page(
        "/login",
        "<body><script>fetch('/form').then(r => r.text()).then(t => document.body.innerHTML = t)"
            + "</script>");
    site.page("/form", FORM);
    Path picture = folder.resolve("login.png");

    Typed typed =
        Typed.gatehouse("inspect", site.address("/login"), "--picture", picture.toString());

    assertThat(typed.err()).isEmpty();
    assertThat(typed.code()).isZero();
    assertThat(typed.out())
        .contains("kind of page: login")
        .containsPattern("1 +username +\\d+ % +field \"User name\" +#user +\\S+.*means username")
        .containsPattern(
            "2 +current-password +\\d+ % +password field \"Password\" +input\\[name=\"p\"]")
        .containsPattern("3 +submit +\\d+ % +button \"Sign in\"")
        .contains("Picture: " + picture);
    assertThat(ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(picture))).getWidth())
        .isEqualTo(1280);
    assertThat(site.requests()).doesNotContain("POST /in");
  }

  @Test
  void a_program_gets_the_same_as_json() throws IOException {
    site.page("/login", FORM);
    Path picture = folder.resolve("p.png");

    Typed typed =
        Typed.gatehouse(
            "inspect", site.address("/login"), "--json", "--picture", picture.toString());

    JsonNode page = new ObjectMapper().readTree(typed.out()).get(0);
    assertThat(page.path("kind").asText()).isEqualTo("login");
    assertThat(page.path("controls").findValuesAsText("what"))
        .containsExactly("username", "current-password", "submit");
    assertThat(page.path("controls").get(0).path("locator").asText()).isEqualTo("#user");
  }

  @Test
  void stored_pages_are_labelled_by_the_number_of_each_control() throws IOException {
    Files.writeString(folder.resolve("a.html"), FORM);
    Path out = folder.resolve("predictions.json");

    Typed typed =
        Typed.gatehouse("inspect", "--labels", folder.toString(), "--out", out.toString());

    assertThat(typed.code()).isZero();
    assertThat(typed.out()).isEqualTo("1 pages read, labels written to " + out + "\n");
    JsonNode labels = new ObjectMapper().readTree(out.toFile()).path("a.html");
    assertThat(labels.toString())
        .isEqualTo(
            "[{\"control\":0,\"type\":\"username\"},"
                + "{\"control\":1,\"type\":\"current-password\"},"
                + "{\"control\":3,\"submit\":true}]");
  }

  @Test
  void a_page_that_cannot_be_opened_is_told() {
    String address = "http://no-such-portal.invalid/";

    Typed typed = Typed.gatehouse("inspect", address);

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .isEqualTo(
            address
                + " cannot be reached: its host name has no address (ERR_NAME_NOT_RESOLVED). Check"
                + " the spelling of the address and the machine's name service.\n");
  }

  @Test
  void wrong_arguments_are_told_with_what_was_expected() {
    assertRefused("Say what to inspect: an address, a file, or --labels DIR --out FILE.");
    assertRefused("--labels DIR and --out FILE belong together; give both.", "--labels", "x");
    assertRefused(
        "No such page: nowhere.html; expected an address with http:// or https://, or a file.",
        "nowhere.html");
    String missing = folder.resolve("no").toString();
    assertRefused(
        "--labels: found " + missing + ", expected a folder of HTML pages.",
        "--labels",
        missing,
        "--out",
        "x");
    assertRefused(
        "No pages in " + folder + "; expected files that end in .html.", folder.toString());
  }

  private static void assertRefused(String message, String... args) {
    String[] typed = Stream.concat(Stream.of("inspect"), Stream.of(args)).toArray(String[]::new);
    assertThat(Typed.gatehouse(typed))
        .isEqualTo(new Typed(2, "", message + "\nTry: gatehouse inspect --help\n"));
  }
}
