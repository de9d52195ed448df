package dev.gatehouse.browser;

import dev.gatehouse.browser.BrowserException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Installs a browser: with the engine's own installer, or, where that cannot be reached, with the
 * package manager of Debian and Ubuntu (as root). Of two processes one installs and the other waits
 * and takes what it finds.
 */
public final class BrowserInstaller {

  private static final Duration OWN_LIMIT = Duration.ofMinutes(5);
  private static final Duration PACKAGE_LIMIT = Duration.ofMinutes(10);

  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

  private final Machine machine;
  private final BrowserFinder finder;
  private final BrowserSource own;

  public BrowserInstaller(Machine machine, BrowserFinder finder, BrowserSource own) {
    this.machine = machine;
    this.finder = finder;
    this.own = own;
  }

  /**
   * Returns the browser on this machine, or installs one.
   *
   * @param headed whether it must show windows
   * @param tell takes one line for each step; nothing is told when a browser is there
   * @throws BrowserException with reason NO_BROWSER, naming the commands that help, when none can
   *     be installed
   */
  public InstalledBrowser findOrInstall(boolean headed, Consumer<String> tell) {
    Optional<InstalledBrowser> found = finder.find(headed);
    return found.isPresent() ? found.get() : install(headed, tell);
  }

  private InstalledBrowser install(boolean headed, Consumer<String> tell) {
    // A file lock keeps processes apart, not the threads of one.
    synchronized (BrowserInstaller.class) {
      Path lockFile = machine.cacheFolder().resolve("install.lock");
      try {
        Files.createDirectories(machine.cacheFolder());
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          assert lock.isValid();
          Optional<InstalledBrowser> meanwhile = finder.find(headed);
          return meanwhile.isPresent() ? meanwhile.get() : installLocked(headed, tell);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot lock " + lockFile, e);
      }
    }
  }

  private InstalledBrowser installLocked(boolean headed, Consumer<String> tell) {
    tell.accept(
        "No browser found; installing "
            + (headed ? "Chromium" : "Chromium's headless shell")
            + " with "
            + own.name()
            + "'s installer ...");
    if (!new BoundedCommand(own.installer(headed), OWN_LIMIT).run(newsOnly(tell))) {
      tell.accept(own.name() + "'s installer did not get one.");
    }
    Optional<InstalledBrowser> found = finder.find(headed);
    if (found.isEmpty() && machine.root() && hasProgram("apt-get")) {
      found = installPackage(headed, tell);
    }
    InstalledBrowser browser =
        found.orElseThrow(() -> new BrowserException(Reason.NO_BROWSER, advice(headed)));
    tell.accept("Installed " + browser.name() + " at " + browser.executable() + ".");
    return browser;
  }

  /** Of the installer's output what is being got, how far it is, and each error once. */
  private static Consumer<String> newsOnly(Consumer<String> tell) {
    Set<String> told = new HashSet<>();
    return line -> {
      String plain = COLOURS.matcher(line).replaceAll("");
      boolean news =
          plain.startsWith("Downloading ") || plain.startsWith("Error: ") || plain.contains("%");
      if (news && told.add(plain)) {
        tell.accept(plain);
      }
    };
  }

  private Optional<InstalledBrowser> installPackage(boolean headed, Consumer<String> tell) {
    tell.accept("Updating the package lists: apt-get update ...");
    apt(tell, "update", "-qq");
    for (String name :
        headed ? List.of("chromium") : List.of("chromium-headless-shell", "chromium")) {
      tell.accept("Installing the package: apt-get install -y --no-install-recommends " + name);
      apt(tell, "install", "-y", "-qq", "--no-install-recommends", name);
      Optional<InstalledBrowser> found = finder.find(headed);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private void apt(Consumer<String> tell, String... arguments) {
    ProcessBuilder command = new ProcessBuilder("apt-get");
    command.command().addAll(List.of(arguments));
    command.command().set(0, program("apt-get").orElseThrow().toString());
    command.environment().put("DEBIAN_FRONTEND", "noninteractive");
    if (!new BoundedCommand(command, PACKAGE_LIMIT).run(line -> tellTrouble(tell, line))) {
      tell.accept("apt-get " + arguments[0] + " failed.");
    }
  }

  /** Of apt's chatter only its errors are told. */
  private static void tellTrouble(Consumer<String> tell, String line) {
    if (line.startsWith("E:") || line.startsWith("W:")) {
      tell.accept(line);
    }
  }

  private boolean hasProgram(String name) {
    return program(name).isPresent();
  }

  private Optional<Path> program(String name) {
    return machine.searchPath().stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Returns what a person can do to get a browser on this machine. */
  public String advice(boolean headed) {
    String start =
        headed
            ? "No browser that shows windows is on this machine. "
            : "No browser is on this machine. ";
    String commands =
        switch (machine.system()) {
          case LINUX ->
              "Run one of:\n  sudo apt-get install -y chromium"
                  + (headed ? "" : "-headless-shell")
                  + "   (Debian)\n  sudo snap install chromium   (Ubuntu)\n"
                  + "  sudo dnf install -y chromium   (Fedora)";
          case MAC -> "Run: brew install --cask google-chrome";
          case WINDOWS -> "Run: winget install Google.Chrome";
        };
    return start
        + commands
        + "\nOr name a browser's program in "
        + BrowserFinder.VARIABLE
        + ", then run: gatehouse doctor";
  }
}
