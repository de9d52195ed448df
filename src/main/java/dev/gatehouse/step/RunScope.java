package dev.gatehouse.step;

import io.cucumber.picocontainer.CucumberPicoProvider;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.picocontainer.injectors.ProviderAdapter;

/**
 * Hands the run's services to every scenario. Cucumber makes this class itself, without arguments,
 * so a run leaves its services here while it lasts; a process has one run at a time.
 */
@CucumberPicoProvider
public final class RunScope extends ProviderAdapter {

  private static @Nullable StepServices current;

  /** Has all scenarios from now on use these services. */
  public static synchronized void enter(StepServices services) {
    current = services;
  }

  /** Ends the run the services were for. */
  public static synchronized void leave() {
    current = null;
  }

  /** Returns the run's services, opened with the defaults if nothing opened them. */
  public StepServices provide() {
    synchronized (RunScope.class) {
      if (current == null) {
        current =
            ServiceLoader.load(StepServicesProvider.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No provider of step services"))
                .open();
      }
      return current;
    }
  }
}
