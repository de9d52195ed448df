package dev.gatehouse.step;

/**
 * Opens the services for scenarios that are started by something other than {@code gatehouse run}:
 * an IDE, or Maven through a suite class. Found by {@link java.util.ServiceLoader}.
 */
public interface StepServicesProvider {

  /** Opens services with the default settings; they are closed when the process ends. */
  StepServices open();
}
