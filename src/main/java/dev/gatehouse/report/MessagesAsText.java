package dev.gatehouse.report;

import io.qameta.allure.Aggregator2;
import io.qameta.allure.ReportStorage;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.LaunchResults;
import io.qameta.allure.entity.StageResult;
import io.qameta.allure.entity.Step;
import io.qameta.allure.entity.TestResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Escapes messages and traces for the page of a scenario. Allure's application colours them by
 * terminal codes and puts them into the page as HTML, so what a portal said would become markup.
 * Runs after all that reads messages as text and right before the scenarios are written.
 */
final class MessagesAsText implements Aggregator2 {

  @Override
  public void aggregate(
      Configuration configuration, List<LaunchResults> launches, ReportStorage storage) {
    launches.forEach(launch -> launch.getAllResults().forEach(MessagesAsText::escape));
  }

  private static void escape(TestResult result) {
    result.setStatusMessage(html(result.getStatusMessage()));
    result.setStatusTrace(html(result.getStatusTrace()));
    result.getBeforeStages().forEach(MessagesAsText::escape);
    if (result.getTestStage() != null) {
      escape(result.getTestStage());
    }
    result.getAfterStages().forEach(MessagesAsText::escape);
  }

  private static void escape(StageResult stage) {
    stage.setStatusMessage(html(stage.getStatusMessage()));
    stage.setStatusTrace(html(stage.getStatusTrace()));
    stage.getSteps().forEach(MessagesAsText::escape);
  }

  private static void escape(Step step) {
    step.setStatusMessage(html(step.getStatusMessage()));
    step.setStatusTrace(html(step.getStatusTrace()));
    step.getSteps().forEach(MessagesAsText::escape);
  }

  private static @Nullable String html(@Nullable String text) {
    return text == null
        ? null
        : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
