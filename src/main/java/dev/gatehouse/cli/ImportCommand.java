package dev.gatehouse.cli;

import dev.gatehouse.imports.ImportedRow;
import dev.gatehouse.imports.ImportedRow.Result;
import dev.gatehouse.imports.OldRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse import}: takes over what older programs kept in JSON files. */
@Command(
    name = "import",
    description = {
      "Takes over .credentials.json, entity-profiles.json and signup-templates.json of a folder:",
      "secrets into the secret store, profiles and portals into portals/. What is there already is",
      "never changed, so it can be done again. The older files are left as they are."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse import ~/old-portal-bot"})
final class ImportCommand implements Callable<Integer> {

  private final SecretDesk desk;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  @Parameters(paramLabel = "DIR", description = "the folder with the older files")
  private Path folder = Path.of("");

  ImportCommand() {
    this(SecretDesk.here());
  }

  ImportCommand(SecretDesk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    OldRecords records = OldRecords.read(folder);
    List<ImportedRow> rows =
        records.importInto(desk.settings().portals(), () -> desk.changing("import-secret").ready());
    PrintWriter out = spec.commandLine().getOut();
    boolean refused = rows.stream().anyMatch(row -> row.result() == Result.REFUSED);
    if (json) {
      out.println(Json.of(rows.stream().map(ImportCommand::fields).toList()));
    } else {
      print(rows, out);
      records.plaintext().ifPresent(file -> out.println(advice(file, refused)));
    }
    out.flush();
    return refused ? ExitCode.BAD_INPUT : ExitCode.PASSED;
  }

  private static void print(List<ImportedRow> rows, PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    rows.forEach(
        row -> lines.add(List.of(row.file(), row.key(), row.result().words(), row.detail())));
    Columns.lines(lines).forEach(out::println);
    Map<Result, Long> counts =
        rows.stream().collect(Collectors.groupingBy(ImportedRow::result, Collectors.counting()));
    out.println();
    out.println(
        rows.isEmpty()
            ? "The files hold nothing."
            : Arrays.stream(Result.values())
                    .filter(counts::containsKey)
                    .map(result -> counts.get(result) + " " + result.words())
                    .collect(Collectors.joining(", "))
                + ".");
  }

  private static String advice(Path file, boolean refused) {
    return "%s holds passwords in plain text. %selete it%s, and the copies of it."
        .formatted(
            file,
            refused ? "When the rows not imported are settled, d" : "D",
            refused ? "" : " now");
  }

  private static Map<String, Object> fields(ImportedRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", row.file());
    fields.put("row", row.key());
    fields.put("result", row.result().name().toLowerCase(Locale.ROOT));
    fields.put("detail", row.detail());
    return fields;
  }
}
