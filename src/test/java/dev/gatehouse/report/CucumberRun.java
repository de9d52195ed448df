package dev.gatehouse.report;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.nio.file.Path;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the test project's features in parallel, as the product does. */
final class CucumberRun {

  static final Path PROJECT = Path.of("src/test/resources/dev/gatehouse/report/project");

  private CucumberRun() {}

  static void run(String plugin) {
    run(plugin, "features");
  }

  static void run(String plugin, String folder) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectDirectory(PROJECT.resolve(folder).toFile()))
                .filters(includeEngines("cucumber"))
                .configurationParameter("cucumber.plugin", plugin)
                .configurationParameter("cucumber.glue", "dev.gatehouse.report.glue")
                .configurationParameter("cucumber.publish.quiet", "true")
                .configurationParameter("cucumber.execution.parallel.enabled", "true")
                .configurationParameter("cucumber.execution.parallel.config.strategy", "fixed")
                .configurationParameter("cucumber.execution.parallel.config.fixed.parallelism", "4")
                .configurationParameter(
                    "cucumber.execution.parallel.config.fixed.max-pool-size", "4")
                .build());
  }
}
