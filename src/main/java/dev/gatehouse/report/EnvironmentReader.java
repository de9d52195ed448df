package dev.gatehouse.report;

import io.qameta.allure.Reader;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.ResultsVisitor;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the environment in the order it was written, which Allure's own reader does not keep. */
final class EnvironmentReader implements Reader {

  /** The name under which Allure's environment widget looks for it. */
  private static final String BLOCK = "environment";

  @Override
  public void readResults(Configuration configuration, ResultsVisitor visitor, Path directory) {
    try {
      visitor.visitExtra(BLOCK, new RunFiles(directory).environment());
    } catch (IOException | IllegalArgumentException e) {
      visitor.error("Cannot read the environment of " + directory, new IOException(e));
    }
  }
}
