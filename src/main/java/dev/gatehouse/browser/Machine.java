package dev.gatehouse.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What of this machine decides which browser is found and how one is installed.
 *
 * @param system the operating system
 * @param arm whether the processor is a 64-bit ARM
 * @param root whether the user is root
 * @param home the user's home folder
 * @param environment the environment variables
 */
public record Machine(
    Os system, boolean arm, boolean root, Path home, Map<String, String> environment) {

  /** The operating systems a browser is looked for on. */
  public enum Os {
    LINUX,
    MAC,
    WINDOWS
  }

  public Machine {
    environment = Map.copyOf(environment);
  }

  /** Returns the machine this runs on. */
  public static Machine current() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Os system = name.contains("windows") ? Os.WINDOWS : name.contains("mac") ? Os.MAC : Os.LINUX;
    return new Machine(
        system,
        System.getProperty("os.arch", "").equals("aarch64"),
        system != Os.WINDOWS && System.getProperty("user.name", "").equals("root"),
        Path.of(System.getProperty("user.home", ".")),
        System.getenv());
  }

  /** Returns the folder programs keep their caches in. */
  public Path systemCacheFolder() {
    return switch (system) {
      case LINUX -> folder("XDG_CACHE_HOME", home.resolve(".cache"));
      case MAC -> home.resolve("Library").resolve("Caches");
      case WINDOWS -> folder("LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
    };
  }

  /** Returns the folder for what can be unpacked or downloaded again. */
  public Path cacheFolder() {
    return systemCacheFolder().resolve("gatehouse");
  }

  /** Returns the folders programs are started from, in order. */
  public List<Path> searchPath() {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    String separator = system == Os.WINDOWS ? ";" : ":";
    return Pattern.compile(separator, Pattern.LITERAL)
        .splitAsStream(path)
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .toList();
  }

  Path folder(String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    return value.isBlank() ? otherwise : Path.of(value);
  }
}
