package dev.gatehouse.browser.playwright;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.impl.driver.Driver;
import com.microsoft.playwright.impl.driver.jar.DriverJar;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.BrowserSource;
import dev.gatehouse.browser.InstalledBrowser;
import dev.gatehouse.browser.InstalledBrowser.Kind;
import dev.gatehouse.browser.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Playwright's driver: a Node.js program that comes in the jars. It is unpacked once into a folder
 * of the user's cache and used from there by every later run; unpacking anew each time takes a
 * second and 200 MB. Thread-safe, and safe among processes: it is unpacked beside and renamed.
 */
public final class PlaywrightDriver implements BrowserSource {

  /** Where the driver is looked for and unpacked to, instead of the user's cache. */
  public static final String FOLDER_VARIABLE = "GATEHOUSE_DRIVER_DIR";

  private static final String PLAYWRIGHT_FOLDER_PROPERTY = "playwright.cli.dir";

  /** Whatever debugging the user has switched on: the driver would print what is typed. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "DEBUG", "", "PWDEBUG", "0");

  private final Machine machine;

  public PlaywrightDriver(Machine machine) {
    this.machine = machine;
  }

  boolean isRoot() {
    return machine.root();
  }

  /** Returns Playwright's version: {@code 1.62.0}. */
  public String version() {
    String version = Playwright.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** Returns the driver's folder, whether or not it is there yet. */
  public Path folder() {
    String chosen = machine.environment().getOrDefault(FOLDER_VARIABLE, "");
    return chosen.isBlank()
        ? machine.cacheFolder().resolve("driver-" + version())
        : Path.of(chosen);
  }

  /** Returns whether the driver is unpacked. */
  public boolean isUnpacked() {
    return Files.isRegularFile(folder().resolve("package").resolve("cli.js"));
  }

  /**
   * Unpacks the driver unless it is unpacked.
   *
   * @return its folder
   * @throws BrowserException with reason NO_BROWSER when it cannot be written
   */
  public Path unpack() {
    Path folder = folder();
    if (isUnpacked()) {
      return folder;
    }
    // Playwright's unpacking shares one view of its jar in a process, and closes it when it is
    // done.
    synchronized (PlaywrightDriver.class) {
      return isUnpacked() ? folder : unpackTo(folder);
    }
  }

  private Path unpackTo(Path folder) {
    try {
      Path parent = folder.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      Path beside = Files.createTempDirectory(parent, folder.getFileName() + ".part-");
      try {
        DriverJar.installDriverTo(beside);
        moveInto(beside, folder);
      } finally {
        deleteTree(beside);
      }
      return folder;
    } catch (IOException | URISyntaxException | PlaywrightException e) {
      throw new BrowserException(
          Reason.NO_BROWSER,
          "The browser's driver cannot be unpacked to "
              + folder
              + ": "
              + e
              + ". Free 250 MB there, or name another folder in "
              + FOLDER_VARIABLE
              + ".",
          e);
    }
  }

  private void moveInto(Path beside, Path folder) throws IOException {
    try {
      Files.move(beside, folder);
    } catch (IOException e) {
      // Another process was quicker: its driver is as good as ours.
      if (!isUnpacked()) {
        throw e;
      }
    }
  }

  /** Starts a driver process of its own. */
  Playwright start() {
    // Playwright reads where its driver is from this property, once, at the first start.
    System.setProperty(PLAYWRIGHT_FOLDER_PROPERTY, unpack().toString());
    try {
      return Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
    } catch (PlaywrightException e) {
      throw new BrowserException(
          Reason.NO_BROWSER,
          "The browser's driver in "
              + folder()
              + " does not start: "
              + e.getMessage()
              + ". Delete that folder; it is unpacked anew.",
          e);
    }
  }

  @Override
  public String name() {
    return "Playwright";
  }

  @Override
  public List<InstalledBrowser> candidates() {
    Path folder = browsersFolder();
    String revision = revision();
    List<InstalledBrowser> candidates = new ArrayList<>();
    candidates.add(
        new InstalledBrowser(
            folder.resolve("chromium_headless_shell-" + revision).resolve(shellPath()),
            Kind.HEADLESS_SHELL,
            name()));
    candidates.add(
        new InstalledBrowser(
            folder.resolve("chromium-" + revision).resolve(chromiumPath()), Kind.CHROMIUM, name()));
    return candidates;
  }

  @Override
  public ProcessBuilder installer(boolean headed) {
    Path folder = unpack();
    String node = machine.system() == Machine.Os.WINDOWS ? "node.exe" : "node";
    List<String> command = new ArrayList<>();
    command.add(folder.resolve(node).toString());
    command.add(folder.resolve("package").resolve("cli.js").toString());
    command.addAll(
        headed
            ? List.of("install", "--no-shell", "chromium")
            : List.of("install", "--only-shell", "chromium"));
    ProcessBuilder installer = new ProcessBuilder(command);
    installer.environment().putIfAbsent("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "10000");
    return installer;
  }

  private Path browsersFolder() {
    String chosen = machine.environment().getOrDefault("PLAYWRIGHT_BROWSERS_PATH", "");
    if (chosen.equals("0")) {
      return folder().resolve("package").resolve(".local-browsers");
    }
    return chosen.isBlank()
        ? machine.systemCacheFolder().resolve("ms-playwright")
        : Path.of(chosen);
  }

  /** The browser build this version of Playwright is made for, from the driver's own list. */
  private static String revision() {
    try (InputStream in = Driver.class.getResourceAsStream("/driver/package/browsers.json")) {
      JsonNode browsers = new ObjectMapper().readTree(in).path("browsers");
      for (JsonNode browser : browsers) {
        if (browser.path("name").asText().equals("chromium")) {
          return browser.path("revision").asText();
        }
      }
      return "unknown";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path shellPath() {
    return switch (machine.system()) {
      case LINUX ->
          machine.arm()
              ? Path.of("chrome-linux", "headless_shell")
              : Path.of("chrome-headless-shell-linux64", "chrome-headless-shell");
      case MAC ->
          Path.of(
              "chrome-headless-shell-mac-" + (machine.arm() ? "arm64" : "x64"),
              "chrome-headless-shell");
      case WINDOWS -> Path.of("chrome-headless-shell-win64", "chrome-headless-shell.exe");
    };
  }

  private Path chromiumPath() {
    return switch (machine.system()) {
      case LINUX ->
          machine.arm() ? Path.of("chrome-linux", "chrome") : Path.of("chrome-linux64", "chrome");
      case MAC ->
          Path.of(
              "chrome-mac-" + (machine.arm() ? "arm64" : "x64"),
              "Google Chrome for Testing.app",
              "Contents",
              "MacOS",
              "Google Chrome for Testing");
      case WINDOWS -> Path.of("chrome-win64", "chrome.exe");
    };
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException problem)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
