package dev.gatehouse.app;

import dev.gatehouse.run.PlannedScenario;
import dev.gatehouse.run.RunListener;
import dev.gatehouse.run.ScenarioResult;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does something once the first of several scenarios has ended: what can wait should not compete
 * with the start of a run for the processor. Tells everything to another listener. Thread-safe.
 */
final class AfterFirst implements RunListener {

  private final RunListener listener;
  private final Runnable action;
  private final AtomicBoolean done = new AtomicBoolean();

  AfterFirst(RunListener listener, Runnable action) {
    this.listener = listener;
    this.action = action;
  }

  @Override
  public void planned(int scenarios, int portals) {
    done.set(scenarios < 2);
    listener.planned(scenarios, portals);
  }

  @Override
  public void started(PlannedScenario scenario) {
    listener.started(scenario);
  }

  @Override
  public void finished(ScenarioResult result) {
    listener.finished(result);
    if (!done.getAndSet(true)) {
      action.run();
    }
  }
}
