package dev.gatehouse.run;

/** Is told how a run goes on; called from several threads. */
public interface RunListener {

  /** The scenarios are chosen, and the first is about to begin. */
  void planned(int scenarios, int portals);

  /** A scenario begins. */
  void started(PlannedScenario scenario);

  /** A scenario has ended for good. */
  void finished(ScenarioResult result);
}
