package dev.gatehouse.cli;

import dev.gatehouse.app.Healings;
import dev.gatehouse.app.Settings;
import dev.gatehouse.learned.StoredHealing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse locator list}: the healings, those that wait for a person first. */
@Command(
    name = "list",
    description = {
      "Lists controls that were found elsewhere than before: what they are for, where they were,",
      "where they are now, how sure that is, and how each stands."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gatehouse locator list --portal td_synnex"})
final class LocatorListCommand implements Callable<Integer> {

  private final Settings settings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--portal", paramLabel = "P", description = "only this portal's")
  private @Nullable String portal;

  @Option(
      names = "--screenshots",
      paramLabel = "DIR",
      description = "writes the picture of each page into this folder, as healing-ID.png")
  private @Nullable Path screenshots;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  LocatorListCommand() {
    this(Settings.defaults());
  }

  LocatorListCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    Healings healings = new Healings(settings);
    List<StoredHealing> all = healings.list(Optional.ofNullable(portal));
    PrintWriter out = spec.commandLine().getOut();
    if (screenshots != null) {
      write(healings, all, screenshots);
    }
    if (json) {
      out.println(Json.of(all.stream().map(LocatorListCommand::fields).toList()));
    } else {
      print(all, out);
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static void write(Healings healings, List<StoredHealing> all, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    for (StoredHealing healing : all) {
      Optional<byte[]> picture = healings.screenshot(healing.id());
      if (picture.isPresent()) {
        Files.write(folder.resolve("healing-" + healing.id() + ".png"), picture.get());
      }
    }
  }

  private static void print(List<StoredHealing> healings, PrintWriter out) {
    for (StoredHealing h : healings) {
      out.printf(
          "%d  %s  %s: %s (%s)%n", h.id(), h.state().word(), h.portal(), h.purpose(), h.flow());
      out.println("   was      " + h.before());
      out.println("   now      " + h.after() + ", " + h.score() + " points");
      out.println(
          "   next     "
              + h.runnerUp().map(n -> n + ", " + h.runnerUpScore() + " points").orElse("nothing"));
      out.printf(
          "   found    %s in %s, %s since %s%n",
          h.seen() == 1 ? "once" : h.seen() + " times", h.environment(), proven(h), h.created());
      if (!h.decided().isEmpty()) {
        out.printf("   decided  %s by %s%n", h.decided(), h.decidedBy());
      }
      out.println();
    }
    long waiting = healings.stream().filter(h -> h.state() == StoredHealing.State.PROPOSED).count();
    out.println(
        waiting == 0
            ? "No healing waits for approval."
            : waiting
                + (waiting == 1 ? " healing waits" : " healings wait")
                + " for approval: gatehouse locator approve ID, or gatehouse locator reject ID.");
  }

  private static String proven(StoredHealing healing) {
    return healing.proven() == 0
        ? "not proven"
        : "proven " + (healing.proven() == 1 ? "once" : healing.proven() + " times");
  }

  private static Map<String, Object> fields(StoredHealing h) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", h.id());
    fields.put("state", h.state().word());
    fields.put("environment", h.environment());
    fields.put("portal", h.portal());
    fields.put("flow", h.flow());
    fields.put("purpose", h.purpose());
    fields.put("before", h.before());
    fields.put("after", h.after());
    fields.put("score", h.score());
    h.runnerUp().ifPresent(next -> fields.put("runnerUp", next));
    fields.put("runnerUpScore", h.runnerUpScore());
    fields.put("seen", h.seen());
    fields.put("proven", h.proven());
    fields.put("run", h.run());
    fields.put("created", h.created());
    if (!h.decided().isEmpty()) {
      fields.put("decided", h.decided());
      fields.put("decidedBy", h.decidedBy());
    }
    fields.put("screenshot", h.hasScreenshot());
    return fields;
  }
}
