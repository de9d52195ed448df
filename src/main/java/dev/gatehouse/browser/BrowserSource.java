package dev.gatehouse.browser;

import java.util.List;

/** Somebody who keeps and installs browsers: the engine's own installer. */
public interface BrowserSource {

  /** Returns its name for a person. */
  String name();

  /** Returns where its browsers would be, the best first, whether or not they are there. */
  List<InstalledBrowser> candidates();

  /**
   * Returns the command that installs one, ready to start.
   *
   * @param headed whether it must show windows
   */
  ProcessBuilder installer(boolean headed);
}
