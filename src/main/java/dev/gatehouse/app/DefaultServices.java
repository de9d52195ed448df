package dev.gatehouse.app;

import dev.gatehouse.portal.Definitions;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.step.StepServices;
import dev.gatehouse.step.StepServicesProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a Gatehouse with the default settings for an IDE or a suite class. */
public final class DefaultServices implements StepServicesProvider {

  private static final Logger log = LoggerFactory.getLogger(DefaultServices.class);

  @Override
  public StepServices open() {
    Settings settings = Settings.defaults();
    Definitions definitions = Definitions.load(settings.portals());
    RunBrowsers browsers = new RunBrowsers(settings, line -> log.info("{}", line));
    Gatehouse gatehouse = new Gatehouse(settings, definitions, browsers, HiddenPrompt.NONE);
    Runnable close =
        () -> {
          browsers.close();
          gatehouse.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "gatehouse-close"));
    return gatehouse.stepServices();
  }
}
