package dev.gatehouse.app;

import com.sun.management.OperatingSystemMXBean;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserSession;
import dev.gatehouse.browser.Engine;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.Machine;
import dev.gatehouse.browser.SessionOptions;
import dev.gatehouse.secret.Redactor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Examines whether a machine has what Gatehouse needs, and says what mends each lack. It starts a
 * browser for a moment; otherwise it changes nothing but the driver's cache. Never throws.
 */
public final class Doctor {

  private static final int OLDEST_JAVA = 17;
  private static final long LEAST_MEMORY_BYTES = 2L << 30;
  private static final long LEAST_DISK_BYTES = 1L << 30;

  /** CI systems by the variable each sets, as their documentation says. */
  private static final Map<String, String> CI_SYSTEMS =
      Map.of(
          "GITHUB_ACTIONS", "GitHub Actions",
          "GITLAB_CI", "GitLab CI",
          "JENKINS_URL", "Jenkins",
          "TF_BUILD", "Azure Pipelines",
          "TEAMCITY_VERSION", "TeamCity",
          "BITBUCKET_BUILD_NUMBER", "Bitbucket Pipelines",
          "CIRCLECI", "CircleCI");

  private final Machine machine;
  private final Browsers browsers;
  private final Path folder;

  /**
   * @param folder the project's folder, with {@code features/} and {@code portals/}
   */
  public Doctor(Machine machine, Browsers browsers, Path folder) {
    this.machine = machine;
    this.browsers = browsers;
    this.folder = folder;
  }

  /** Examines everything, in the order a reader would mend it. */
  public List<Check> examine() {
    List<Check> checks = new ArrayList<>();
    checks.add(java());
    checks.add(memory());
    checks.add(disk());
    checks.add(writable("reports"));
    checks.add(writable(".gatehouse"));
    checks.add(driver());
    checks.addAll(browser());
    checks.add(windows());
    checks.add(fonts());
    new StoresElsewhere(machine, new Redactor(), Clock.systemUTC())
        .examine()
        .ifPresent(checks::add);
    AuthorityFile.examine(machine.environment(), Clock.systemUTC()).ifPresent(checks::add);
    checks.add(git());
    checks.add(ci());
    return List.copyOf(checks);
  }

  private static Check java() {
    String found =
        System.getProperty("java.version", "?")
            + " ("
            + System.getProperty("java.vendor", "?")
            + ")";
    int version = Runtime.version().feature();
    return version >= OLDEST_JAVA
        ? Check.ok("java", found)
        : Check.missing("java", found, "install a JDK " + OLDEST_JAVA + " or newer");
  }

  private static Check memory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long total = system.getTotalMemorySize();
    String found = mebibytes(total) + " MB";
    return total >= LEAST_MEMORY_BYTES
        ? Check.ok("memory", found)
        : Check.note(
            "memory",
            found + ", less than " + mebibytes(LEAST_MEMORY_BYTES) + " MB",
            "run with --workers 1");
  }

  private Check disk() {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String found = mebibytes(free) + " MB free in " + folder;
      return free >= LEAST_DISK_BYTES
          ? Check.ok("disk", found)
          : Check.note("disk", found, "free " + mebibytes(LEAST_DISK_BYTES) + " MB");
    } catch (IOException e) {
      return Check.missing("disk", folder + " cannot be read: " + e.getMessage(), "mount it again");
    }
  }

  private Check writable(String name) {
    Path path = folder.resolve(name);
    Path nearest = Files.exists(path) ? path : folder;
    if (Files.isDirectory(nearest) && Files.isWritable(nearest)) {
      return Check.ok(name + "/", Files.exists(path) ? "can be written" : "can be created");
    }
    return Check.missing(name + "/", nearest + " cannot be written", "chmod u+w " + nearest);
  }

  private Check driver() {
    try {
      return Check.ok("driver", browsers.driverName() + " in " + browsers.unpackDriver());
    } catch (BrowserException e) {
      return Check.missing("driver", String.valueOf(e.getMessage()), "gatehouse setup");
    }
  }

  private List<Check> browser() {
    try {
      Optional<InstalledBrowser> found = browsers.find(false);
      if (found.isEmpty()) {
        return List.of(Check.missing("browser", "none on this machine", "gatehouse setup"));
      }
      InstalledBrowser browser = found.get();
      return List.of(Check.ok("browser", Browsers.line(browser)), launch(browser));
    } catch (BrowserException e) {
      return List.of(
          Check.missing("browser", String.valueOf(e.getMessage()), "unset GATEHOUSE_BROWSER"));
    }
  }

  private Check launch(InstalledBrowser browser) {
    long start = System.nanoTime();
    try (Engine engine = browsers.launch(browser, false);
        BrowserSession session = engine.open(SessionOptions.PLAIN)) {
      session.page().title();
      return Check.ok(
          "launch",
          engine.version()
              + " started in "
              + Duration.ofNanos(System.nanoTime() - start).toMillis()
              + " ms");
    } catch (BrowserException e) {
      return Check.missing("launch", String.valueOf(e.getMessage()), "gatehouse setup");
    }
  }

  private Check windows() {
    try {
      return browsers
          .find(true)
          .map(found -> Check.ok("headed", found.name() + " at " + found.executable()))
          .orElseGet(
              () ->
                  Check.note(
                      "headed", "no browser that shows windows", "gatehouse setup --headed"));
    } catch (BrowserException e) {
      return Check.note("headed", String.valueOf(e.getMessage()), "unset GATEHOUSE_BROWSER");
    }
  }

  private Check fonts() {
    if (machine.system() != Machine.Os.LINUX) {
      return Check.ok("fonts", "the system's own");
    }
    List<Path> places =
        List.of(
            Path.of("/usr/share/fonts"),
            Path.of("/usr/local/share/fonts"),
            machine.home().resolve(".fonts"),
            machine.home().resolve(".local").resolve("share").resolve("fonts"));
    for (Path place : places) {
      if (holdsFiles(place)) {
        return Check.ok("fonts", "in " + place);
      }
    }
    return Check.note(
        "fonts",
        "none, so that screenshots show no text",
        "sudo apt-get install -y fonts-liberation");
  }

  private static boolean holdsFiles(Path place) {
    if (!Files.isDirectory(place)) {
      return false;
    }
    try (var files = Files.walk(place)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (IOException e) {
      return false;
    }
  }

  private Check git() {
    String name = machine.system() == Machine.Os.WINDOWS ? "git.exe" : "git";
    return machine.searchPath().stream()
        .map(place -> place.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(found -> Check.ok("git", found.toString()))
        .orElseGet(
            () -> Check.note("git", "none, so that reports do not name the commit", "install git"));
  }

  private Check ci() {
    return CI_SYSTEMS.entrySet().stream()
        .filter(system -> machine.environment().containsKey(system.getKey()))
        .findFirst()
        .map(system -> Check.ok("ci", system.getValue()))
        .orElseGet(() -> Check.ok("ci", machine.environment().containsKey("CI") ? "some" : "none"));
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
