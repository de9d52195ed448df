package dev.gatehouse.browser;

import dev.gatehouse.browser.BrowserException.Reason;
import dev.gatehouse.browser.InstalledBrowser.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds a browser: the one named in {@code GATEHOUSE_BROWSER}, else the engine's own, else one on
 * the search path or where the system keeps its programs. The headless shell, which starts fastest,
 * comes before full browsers. Starts nothing; thread-safe.
 */
public final class BrowserFinder {

  /** The variable that names a browser's program. */
  public static final String VARIABLE = "GATEHOUSE_BROWSER";

  private static final long LARGEST_STUB_BYTES = 10_000;

  private final Machine machine;
  private final BrowserSource own;

  public BrowserFinder(Machine machine, BrowserSource own) {
    this.machine = machine;
    this.own = own;
  }

  /**
   * Finds the best browser.
   *
   * @param headed whether it must show windows
   * @throws BrowserException with reason NO_BROWSER when {@code GATEHOUSE_BROWSER} names one that
   *     cannot be used
   */
  public Optional<InstalledBrowser> find(boolean headed) {
    String named = machine.environment().getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      return Optional.of(named(Path.of(named), headed));
    }
    List<InstalledBrowser> candidates = new ArrayList<>(own.candidates());
    candidates.addAll(onSearchPath());
    candidates.addAll(inUsualPlaces());
    return candidates.stream()
        .filter(candidate -> !headed || candidate.kind().showsWindows())
        .filter(candidate -> isUsable(candidate.executable()))
        .findFirst();
  }

  private InstalledBrowser named(Path executable, boolean headed) {
    if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
      throw new BrowserException(
          Reason.NO_BROWSER,
          VARIABLE
              + "="
              + executable
              + ": "
              + (Files.exists(executable) ? "is not a program" : "there is no such file")
              + ". Name a browser's program, or unset "
              + VARIABLE
              + " to let one be found.");
    }
    InstalledBrowser browser =
        new InstalledBrowser(
            executable, kindOf(String.valueOf(executable.getFileName())), VARIABLE);
    if (headed && !browser.kind().showsWindows()) {
      throw new BrowserException(
          Reason.NO_BROWSER,
          VARIABLE
              + "="
              + executable
              + ": is a headless shell, which shows no windows, but --headed was asked for. Name a"
              + " full browser, or leave --headed out.");
    }
    return browser;
  }

  private static Kind kindOf(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.contains("headless")) {
      return Kind.HEADLESS_SHELL;
    }
    if (name.contains("edge")) {
      return Kind.EDGE;
    }
    return name.contains("chromium") ? Kind.CHROMIUM : Kind.CHROME;
  }

  private List<InstalledBrowser> onSearchPath() {
    List<InstalledBrowser> candidates = new ArrayList<>();
    addOnPath(candidates, Kind.HEADLESS_SHELL, "chromium-headless-shell", "chrome-headless-shell");
    addOnPath(candidates, Kind.CHROMIUM, "chromium", "chromium-browser");
    addOnPath(candidates, Kind.CHROME, "google-chrome-stable", "google-chrome", "chrome");
    addOnPath(candidates, Kind.EDGE, "microsoft-edge-stable", "microsoft-edge", "msedge");
    return candidates;
  }

  private void addOnPath(List<InstalledBrowser> candidates, Kind kind, String... names) {
    for (String name : names) {
      String file = machine.system() == Machine.Os.WINDOWS ? name + ".exe" : name;
      for (Path folder : machine.searchPath()) {
        candidates.add(new InstalledBrowser(folder.resolve(file), kind, "the search path"));
      }
    }
  }

  private List<InstalledBrowser> inUsualPlaces() {
    List<InstalledBrowser> candidates = new ArrayList<>();
    switch (machine.system()) {
      case LINUX -> {
        add(candidates, Kind.HEADLESS_SHELL, Path.of("/usr/bin/chromium-headless-shell"));
        add(candidates, Kind.CHROMIUM, Path.of("/usr/bin/chromium"));
        add(candidates, Kind.CHROMIUM, Path.of("/snap/bin/chromium"));
        add(candidates, Kind.CHROME, Path.of("/opt/google/chrome/chrome"));
        add(candidates, Kind.EDGE, Path.of("/opt/microsoft/msedge/msedge"));
      }
      case MAC -> {
        for (Path root :
            List.of(Path.of("/Applications"), machine.home().resolve("Applications"))) {
          add(candidates, Kind.CHROMIUM, root.resolve("Chromium.app/Contents/MacOS/Chromium"));
          add(
              candidates,
              Kind.CHROME,
              root.resolve("Google Chrome.app/Contents/MacOS/Google Chrome"));
          add(
              candidates,
              Kind.EDGE,
              root.resolve("Microsoft Edge.app/Contents/MacOS/Microsoft Edge"));
        }
      }
      case WINDOWS -> {
        for (String variable : List.of("LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)")) {
          String root = machine.environment().getOrDefault(variable, "");
          if (!root.isBlank()) {
            Path folder = Path.of(root);
            add(candidates, Kind.CHROMIUM, folder.resolve("Chromium/Application/chrome.exe"));
            add(candidates, Kind.CHROME, folder.resolve("Google/Chrome/Application/chrome.exe"));
            add(candidates, Kind.EDGE, folder.resolve("Microsoft/Edge/Application/msedge.exe"));
          }
        }
      }
    }
    return candidates;
  }

  private static void add(List<InstalledBrowser> candidates, Kind kind, Path executable) {
    candidates.add(new InstalledBrowser(executable, kind, "the system's programs"));
  }

  private static boolean isUsable(Path executable) {
    return Files.isRegularFile(executable) && Files.isExecutable(executable) && !isStub(executable);
  }

  /** Ubuntu puts a script there that only says to install a snap. */
  private static boolean isStub(Path executable) {
    try {
      return Files.size(executable) < LARGEST_STUB_BYTES
          && new String(Files.readAllBytes(executable), StandardCharsets.ISO_8859_1)
              .contains("snap install chromium");
    } catch (IOException e) {
      return true;
    }
  }
}
