package dev.gatehouse.browser;

import java.nio.file.Path;

/**
 * A browser on this machine.
 *
 * @param executable the program
 * @param kind which browser it is
 * @param foundBy where it was found, for a person: {@code Playwright}, {@code GATEHOUSE_BROWSER}
 */
public record InstalledBrowser(Path executable, Kind kind, String foundBy) {

  /** The browsers that can be driven. */
  public enum Kind {
    HEADLESS_SHELL("Chromium headless shell", false),
    CHROMIUM("Chromium", true),
    CHROME("Google Chrome", true),
    EDGE("Microsoft Edge", true);

    private final String title;
    private final boolean showsWindows;

    Kind(String title, boolean showsWindows) {
      this.title = title;
      this.showsWindows = showsWindows;
    }

    /** Returns whether it can show windows; the headless shell cannot. */
    public boolean showsWindows() {
      return showsWindows;
    }
  }

  /** Returns its name for a person. */
  public String name() {
    return kind.title;
  }
}
