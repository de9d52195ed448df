package dev.gatehouse.report;

import io.qameta.allure.CommonJsonAggregator2;
import io.qameta.allure.Constants;
import io.qameta.allure.core.LaunchResults;
import io.qameta.allure.entity.LabelName;
import io.qameta.allure.entity.TestResult;
import io.qameta.allure.tree.TestResultTree;
import io.qameta.allure.tree.TestResultTreeGroup;
import io.qameta.allure.tree.TreeUtils;
import io.qameta.allure.tree.TreeWidgetData;
import io.qameta.allure.tree.TreeWidgetItem;
import java.util.Comparator;
import java.util.List;

/**
 * The overview's list of entities, counted in scenarios. Replaces the data of Allure's own widget,
 * which counts a portal with three failures as one.
 */
final class EntitiesWidget extends CommonJsonAggregator2 {

  private static final int SHOWN = 10;

  EntitiesWidget() {
    super(Constants.WIDGETS_DIR, "behaviors.json");
  }

  @Override
  protected Object getData(List<LaunchResults> launches) {
    TestResultTree tree =
        new TestResultTree("behaviors", result -> TreeUtils.groupByLabels(result, LabelName.EPIC));
    launches.stream()
        .flatMap(launch -> launch.getResults().stream())
        .sorted(Comparator.comparing(TestResult::getName))
        .forEach(tree::add);
    List<TreeWidgetItem> entities =
        tree.getChildren().stream()
            .filter(TestResultTreeGroup.class::isInstance)
            .map(TestResultTreeGroup.class::cast)
            .map(
                group ->
                    new TreeWidgetItem()
                        .setUid(group.getUid())
                        .setName(group.getName())
                        .setStatistic(TreeUtils.calculateStatisticByLeafs(group)))
            .sorted(Comparator.comparing(TreeWidgetItem::getName))
            .toList();
    return new TreeWidgetData()
        .setItems(entities.stream().limit(SHOWN).toList())
        .setTotal(entities.size());
  }
}
