package dev.gatehouse.cli;

import dev.gatehouse.app.Rotation;
import dev.gatehouse.app.RunBrowsers;
import dev.gatehouse.app.Settings;
import dev.gatehouse.portal.Definitions;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.problem.Nearest;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.AskedOnce;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.environment.EnvironmentSecretStore;
import dev.gatehouse.step.Traces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse secret rotate}: another password, at the portal and in the store. */
@Command(
    name = "rotate",
    description = {
      "Gives an account at a portal another password: generates one by the portal's rules, changes",
      "it there by the portal's scenario tagged @rotate-password, and stores it once signing in with",
      "it has worked. Whatever happens on the way, both are kept until it is known which is valid;",
      "running it again finds that out."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gatehouse secret rotate dh",
      "  gatehouse secret rotate dh --account auditor"
    })
final class SecretRotateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Parameters(paramLabel = "PORTAL", description = "the portal's name")
  private String portal = "";

  @Option(
      names = "--account",
      paramLabel = "A",
      defaultValue = Account.DEFAULT,
      description = "an account other than the default one")
  private String account = Account.DEFAULT;

  @Override
  public Integer call() throws IOException {
    Settings settings =
        new Settings(
            Path.of(""), "production", 1, false, Duration.ZERO, Traces.OFF, System.getenv());
    Definitions definitions = Definitions.load(settings.portals());
    Portal known = definitions.portals().named(portal).orElseThrow(() -> unknown(definitions));
    if (!known.environments().containsKey("production")) {
      throw new ParameterException(
          spec.commandLine(),
          "The portal %s has no production environment; embedded portals forget their passwords with the process."
              .formatted(portal));
    }
    refuseVariable(settings);
    PrintWriter out = spec.commandLine().getOut();
    try (RunBrowsers browsers = new RunBrowsers(settings, out::println);
        AskedOnce prompt = new AskedOnce(new ConsolePrompt())) {
      Rotation rotation = new Rotation(settings, definitions, browsers, prompt, out::println);
      Rotation.Result result = rotation.rotate(known, account);
      out.flush();
      return switch (result) {
        case ROTATED -> ExitCode.PASSED;
        case UNCHANGED -> ExitCode.FAILED;
        case UNKNOWN -> ExitCode.PERSON_NEEDED;
        case IMPOSSIBLE -> ExitCode.BAD_INPUT;
      };
    }
  }

  private ParameterException unknown(Definitions definitions) {
    return new ParameterException(
        spec.commandLine(),
        "There is no portal %s; expected one of %s%s"
            .formatted(
                portal,
                String.join(", ", definitions.portals().names()),
                Nearest.to(portal, definitions.portals().names())
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("")));
  }

  // What a variable says goes before what is stored, and cannot be changed from here.
  private void refuseVariable(Settings settings) {
    String variable = EnvironmentSecretStore.variable(new SecretName(portal, account, "password"));
    if (!settings.variables().getOrDefault(variable, "").isBlank()) {
      throw new ParameterException(
          spec.commandLine(),
          "The password of %s comes from the variable %s; only one in the secret store can be rotated. Nothing was changed."
              .formatted(portal, variable));
    }
  }
}
