package dev.gatehouse.cli;

import dev.gatehouse.app.Settings;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.portal.PortalDocs;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.ProblemsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse portals docs}: writes the portals' documentation. */
@Command(
    name = "docs",
    description = "Writes the portals' documentation from their definitions, grouped by entity.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse portals docs --out docs/portals.md"})
final class PortalsDocsCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--out", paramLabel = "FILE", description = "where to (default: docs/portals.md)")
  private @Nullable Path out;

  PortalsDocsCommand() {
    this(Settings.defaults());
  }

  PortalsDocsCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    Definitions definitions = Definitions.load(settings.portals());
    Path file =
        Optional.ofNullable(out).orElseGet(() -> settings.project().resolve("docs/portals.md"));
    write(file, new PortalDocs(definitions).markdown());
    int portals = definitions.portals().names().size();
    spec.commandLine()
        .getOut()
        .println("Written: " + file + ", " + portals + (portals == 1 ? " portal." : " portals."));
    return ExitCode.PASSED;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ProblemsException(
          List.of(
              Problem.at(Position.of(file), "the file cannot be written")
                  .found(e.getClass().getSimpleName())
                  .hint("name another with --out")));
    }
  }
}
