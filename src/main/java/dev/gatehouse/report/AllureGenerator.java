package dev.gatehouse.report;

import io.qameta.allure.Aggregator2;
import io.qameta.allure.DefaultLaunchResults;
import io.qameta.allure.Extension;
import io.qameta.allure.Reader;
import io.qameta.allure.allure2.Allure2Plugin;
import io.qameta.allure.behaviors.BehaviorsPlugin;
import io.qameta.allure.category.CategoriesPlugin;
import io.qameta.allure.category.CategoriesTrendPlugin;
import io.qameta.allure.context.JacksonContext;
import io.qameta.allure.context.RandomUidContext;
import io.qameta.allure.core.AttachmentsPlugin;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.LaunchResults;
import io.qameta.allure.core.Plugin;
import io.qameta.allure.core.TestsResultsPlugin;
import io.qameta.allure.duration.DurationPlugin;
import io.qameta.allure.duration.DurationTrendPlugin;
import io.qameta.allure.environment.Allure1EnvironmentPlugin;
import io.qameta.allure.executor.ExecutorPlugin;
import io.qameta.allure.history.HistoryPlugin;
import io.qameta.allure.history.HistoryTrendPlugin;
import io.qameta.allure.retry.RetryPlugin;
import io.qameta.allure.retry.RetryTrendPlugin;
import io.qameta.allure.severity.SeverityPlugin;
import io.qameta.allure.status.StatusChartPlugin;
import io.qameta.allure.suites.SuitesPlugin;
import io.qameta.allure.summary.SummaryPlugin;
import io.qameta.allure.tags.TagsPlugin;
import io.qameta.allure.timeline.TimelinePlugin;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs Allure's own readers and aggregators over a folder of results. Of the stock list it leaves
 * out what sends usage statistics, what exports to other systems, the readers of older formats, and
 * the Markdown renderer (descriptions come as HTML already).
 */
final class AllureGenerator {

  static final String TITLE = "Gatehouse";

  ReportData generate(Path results) {
    Configuration configuration = new Named(extensions());
    RunResults found = new RunResults();
    for (Reader reader : configuration.getExtensions(Reader.class)) {
      reader.readResults(configuration, found, results);
    }
    List<LaunchResults> launches =
        List.of(new DefaultLaunchResults(found.results(), found.attachments(), found.extra()));
    ReportData data = new ReportData();
    for (Aggregator2 aggregator : configuration.getExtensions(Aggregator2.class)) {
      aggregator.aggregate(configuration, launches, data);
    }
    return data;
  }

  /** In the order of the stock list, which matters: retries first, then history, then the rest. */
  private static List<Extension> extensions() {
    return List.of(
        new JacksonContext(),
        new RandomUidContext(),
        new TagsPlugin(),
        new RetryPlugin(),
        new RetryTrendPlugin(),
        new SeverityPlugin(),
        new HistoryPlugin(),
        new HistoryTrendPlugin(),
        new CategoriesPlugin(),
        new CategoriesTrendPlugin(),
        new DurationPlugin(),
        new DurationTrendPlugin(),
        new StatusChartPlugin(),
        new TimelinePlugin(),
        new SuitesPlugin(),
        new BehaviorsPlugin(),
        new EntitiesWidget(),
        new MessagesAsText(),
        new TestsResultsPlugin(),
        new AttachmentsPlugin(),
        new SummaryPlugin(),
        new ExecutorPlugin(),
        new EnvironmentReader(),
        new Allure1EnvironmentPlugin(),
        new Allure2Plugin());
  }

  private record Named(List<Extension> getExtensions) implements Configuration {

    @Override
    public List<Plugin> getPlugins() {
      return List.of();
    }

    @Override
    public String getReportName() {
      return TITLE;
    }

    @Override
    public String getReportLanguage() {
      return "en";
    }
  }
}
