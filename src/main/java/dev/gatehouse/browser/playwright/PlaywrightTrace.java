package dev.gatehouse.browser.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Tracing;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Playwright's trace of a context: pages and requests, without pictures, since in a picture nothing
 * can be cleaned. Each recording is one of Playwright's own from start to stop, not one of its
 * chunks: all chunks of a recording hold its requests from the beginning.
 */
final class PlaywrightTrace implements Trace {

  private static final Logger LOG = LoggerFactory.getLogger(PlaywrightTrace.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BrowserContext context;
  private final Watchdog watchdog;
  private final TraceFolder folder;
  private @Nullable String recording;

  /**
   * @param folder the driver's
   */
  PlaywrightTrace(BrowserContext context, Watchdog watchdog, TraceFolder folder) {
    this.context = context;
    this.watchdog = watchdog;
    this.folder = folder;
  }

  @Override
  public void start() {
    if (recording != null) {
      return;
    }
    String name = folder.begin();
    call(
        "beginning a trace",
        () ->
            context
                .tracing()
                .start(
                    new Tracing.StartOptions()
                        .setName(name)
                        .setSnapshots(true)
                        .setScreenshots(false)
                        .setSources(false)));
    recording = name;
  }

  @Override
  public byte[] stop() {
    String name = recording;
    if (name == null) {
      return new byte[0];
    }
    recording = null;
    try {
      // Made for its owner alone; the driver writes into it.
      Path archive = Files.createTempFile("gatehouse-trace-", ".zip");
      try {
        call(
            "ending a trace",
            () -> context.tracing().stop(new Tracing.StopOptions().setPath(archive)));
        return Files.readAllBytes(archive);
      } finally {
        Files.deleteIfExists(archive);
      }
    } catch (IOException e) {
      throw new BrowserException(
          Reason.OTHER, "The trace could not be taken out of the temporary folder: " + e);
    } finally {
      folder.end(name);
    }
  }

  @Override
  public void discard() {
    String name = recording;
    if (name == null) {
      return;
    }
    recording = null;
    try {
      watchdog.within(PATIENCE, "ending a trace", () -> context.tracing().stop());
    } catch (PlaywrightException | BrowserException gone) {
      LOG.debug("A trace ended with its session: {}", gone.getClass().getSimpleName());
    } finally {
      folder.end(name);
    }
  }

  private void call(String doing, Runnable call) {
    try {
      watchdog.within(PATIENCE, doing, call);
    } catch (PlaywrightException e) {
      throw Failures.of(doing, e);
    }
  }
}
