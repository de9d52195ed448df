package dev.gatehouse.run;

import dev.gatehouse.step.World;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** How Cucumber's engine is launched: its glue, its plugins, one scenario after the other. */
final class CucumberLaunch {

  private CucumberLaunch() {}

  static Launcher launcher() {
    return LauncherFactory.create(
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(true)
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build());
  }

  static LauncherDiscoveryRequest request(
      List<? extends DiscoverySelector> selectors, List<String> plugins) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectors)
        .filters(EngineFilter.includeEngines("cucumber"))
        .configurationParameter("cucumber.glue", World.class.getPackageName())
        .configurationParameter("cucumber.plugin", String.join(",", plugins))
        .configurationParameter("cucumber.publish.quiet", "true")
        .configurationParameter("cucumber.ansi-colors.disabled", "true")
        .configurationParameter(
            "cucumber.junit-platform.naming-strategy.short.example-name",
            "number-and-pickle-if-parameterized")
        .build();
  }
}
