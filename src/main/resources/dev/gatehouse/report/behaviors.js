// The Behaviors tab and its widget on the overview: entity, portal, flow.
(() => {
  const { api, components } = window.allure;
  const base = 'behaviors';

  api.addTranslation('en', {
    tab: { behaviors: { name: 'Behaviors' } },
    widget: { behaviors: { name: 'Entities', showAll: 'show all' } },
  });

  api.addTab(base, {
    title: 'tab.behaviors.name',
    icon: 'fa fa-list',
    route: `${base}(/)(:testGroup)(/)(:testResult)(/)(:testResultTab)(/)`,
    onEnter: (testGroup, testResult, testResultTab) =>
      new components.TreeLayout({
        testGroup,
        testResult,
        testResultTab,
        tabName: 'tab.behaviors.name',
        baseUrl: base,
        url: `data/${base}.json`,
        csvUrl: `data/${base}.csv`,
      }),
  });

  // Second, after the overview: it is where a reviewer starts.
  api.tabs.splice(1, 0, api.tabs.pop());

  const Entities = components.WidgetStatusView.extend({
    rowTag: 'a',
    title: 'widget.behaviors.name',
    baseUrl: base,
    showLinks: true,
  });
  api.addWidget('widgets', base, Entities);
})();
