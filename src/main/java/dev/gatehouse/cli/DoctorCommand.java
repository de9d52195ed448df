package dev.gatehouse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.app.Check;
import dev.gatehouse.app.Doctor;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code gatehouse doctor}: what is there and what is missing. Exits 0, or 2 when it cannot work.
 */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what this machine has, what is missing, and what mends it.",
    footer = {"", "Example:", "  gatehouse doctor --json"})
public final class DoctorCommand implements Callable<Integer> {

  private final Doctor doctor;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public DoctorCommand(Doctor doctor) {
    this.doctor = doctor;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    List<Check> checks = doctor.examine();
    if (json) {
      out.println(asJson(checks));
    } else {
      checks.forEach(check -> out.println(CheckLine.of(check)));
    }
    return CheckLine.exitCode(checks);
  }

  private static String asJson(List<Check> checks) throws JsonProcessingException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", CheckLine.isWorking(checks));
    document.put(
        "checks",
        checks.stream()
            .map(
                check -> {
                  Map<String, String> fields = new LinkedHashMap<>();
                  fields.put("name", check.name());
                  fields.put("status", CheckLine.word(check.status()));
                  fields.put("found", check.found());
                  fields.put("mend", check.mend());
                  return fields;
                })
            .toList());
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }
}
