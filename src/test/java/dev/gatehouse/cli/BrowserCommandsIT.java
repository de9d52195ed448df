package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.app.Browsers;
import dev.gatehouse.app.Doctor;
import dev.gatehouse.browser.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code setup} and {@code doctor} say, with this machine's browser and without any. */
@Timeout(60)
class BrowserCommandsIT {

  private final Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Machine current = Machine.current();

  BrowserCommandsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private int run(Callable<Integer> command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private DoctorCommand doctor(Machine machine) {
    return new DoctorCommand(new Doctor(machine, new Browsers(machine), folder));
  }

  private Machine withVariable(String name, String value) {
    Map<String, String> environment = new HashMap<>(current.environment());
    environment.put(name, value);
    return new Machine(
        current.system(), current.arm(), current.root(), current.home(), environment);
  }

  @Test
  void setup_tells_the_browser_that_is_there() {
    assertThat(run(new SetupCommand(new Browsers(current)))).isZero();
    assertThat(out.toString())
        .matches(
            "ok {6}driver {7}Playwright [\\d.]+ in .*\\R"
                + "ok {6}browser {6}.+ at .+, found by .+\\R");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void setup_without_hope_exits_2_with_the_reason() {
    Path nowhere = folder.resolve("no-browser");
    Machine machine = withVariable("GATEHOUSE_BROWSER", nowhere.toString());
    assertThat(run(new SetupCommand(new Browsers(machine)))).isEqualTo(2);
    assertThat(out.toString().strip())
        .isEqualTo(
            "missing browser      GATEHOUSE_BROWSER="
                + nowhere
                + ": there is no such file. Name a browser's program, or unset GATEHOUSE_BROWSER to"
                + " let one be found.");
  }

  @Test
  void doctor_starts_the_browser_and_finds_nothing_missing() {
    assertThat(run(doctor(current))).isZero();
    assertThat(out.toString())
        .containsPattern("(?m)^ok {6}java {9}\\d+")
        .containsPattern("(?m)^ok {6}reports/ {5}can be created$")
        .containsPattern("(?m)^ok {6}launch {7}\\S.* started in \\d+ ms$")
        .doesNotContain("missing");
  }

  @Test
  void doctor_tells_machines_in_json() throws IOException {
    assertThat(run(doctor(withVariable("GITLAB_CI", "true")), "--json")).isZero();
    JsonNode document = new ObjectMapper().readTree(out.toString());
    assertThat(document.path("ok").asBoolean()).isTrue();
    assertThat(document.path("checks").findValuesAsText("name"))
        .containsExactly(
            "java",
            "memory",
            "disk",
            "reports/",
            ".gatehouse/",
            "driver",
            "browser",
            "launch",
            "headed",
            "fonts",
            "git",
            "ci");
    assertThat(document.path("checks").path(11).path("found").asText()).isNotEmpty();
  }

  @Test
  void doctor_exits_2_and_names_the_mend_when_a_browser_does_not_start() {
    Machine machine =
        withVariable(
            "GATEHOUSE_BROWSER",
            Path.of(System.getProperty("java.home"), "bin", "java").toString());
    assertThat(run(doctor(machine))).isEqualTo(2);
    assertThat(out.toString())
        .containsPattern(
            "(?m)^missing launch {7}Google Chrome at .* does not start: .*gatehouse setup$");
  }
}
