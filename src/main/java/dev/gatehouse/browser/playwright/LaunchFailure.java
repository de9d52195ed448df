package dev.gatehouse.browser.playwright;

import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.InstalledBrowser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a browser does not start, and what mends it. */
final class LaunchFailure {

  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("error while loading shared libraries: ([^:\\s]+)");

  private LaunchFailure() {}

  static BrowserException of(InstalledBrowser browser, String output) {
    return new BrowserException(
        Reason.NO_BROWSER,
        browser.name() + " at " + browser.executable() + " does not start: " + cause(output));
  }

  private static String cause(String output) {
    Matcher library = MISSING_LIBRARY.matcher(output);
    if (library.find()) {
      return "the library "
          + library.group(1)
          + " is missing. Install the browser with the system's package manager, which brings its"
          + " libraries along.";
    }
    if (output.contains("No usable sandbox") || output.contains("SUID sandbox helper")) {
      return "the system does not let it build its sandbox. Allow unprivileged user namespaces"
          + " (sysctl kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for"
          + " this browser).";
    }
    if (output.contains("Missing X server") || output.contains("XServer")) {
      return "there is no display to show its windows on. Run without --headed, or under xvfb-run.";
    }
    if (output.contains("Permission denied") || output.contains("EACCES")) {
      return "the file may not be executed.";
    }
    String line =
        output
            .lines()
            .map(String::strip)
            .filter(found -> !found.isEmpty() && !found.startsWith("Error {"))
            .map(found -> found.replaceFirst("^message='", ""))
            .findFirst()
            .orElse("it gave no reason");
    return line.endsWith(".") ? line : line + ".";
  }
}
