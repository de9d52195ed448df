package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.browser.InstalledBrowser.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserFinderTest {

  private final Path folder;

  BrowserFinderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final Map<String, String> environment = new HashMap<>();

  private Path program(String name) throws IOException {
    return program(name, "#!/bin/sh\n");
  }

  private Path program(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private BrowserFinder finder() {
    environment.putIfAbsent("PATH", folder.resolve("bin").toString());
    Machine machine = new Machine(Machine.Os.LINUX, false, false, folder, environment);
    return new BrowserFinder(machine, own());
  }

  private BrowserSource own() {
    return new BrowserSource() {
      @Override
      public String name() {
        return "Own";
      }

      @Override
      public List<InstalledBrowser> candidates() {
        return List.of(
            new InstalledBrowser(folder.resolve("own/shell"), Kind.HEADLESS_SHELL, name()),
            new InstalledBrowser(folder.resolve("own/full"), Kind.CHROMIUM, name()));
      }

      @Override
      public ProcessBuilder installer(boolean headed) {
        return new ProcessBuilder("false");
      }
    };
  }

  @Test
  void the_named_browser_comes_first() throws IOException {
    program("own/shell");
    Path named = program("my/chrome");
    environment.put("GATEHOUSE_BROWSER", named.toString());
    assertThat(finder().find(false))
        .contains(new InstalledBrowser(named, Kind.CHROME, "GATEHOUSE_BROWSER"));
  }

  @Test
  void a_named_browser_that_is_not_there_is_an_error() {
    Path named = folder.resolve("nothing");
    environment.put("GATEHOUSE_BROWSER", named.toString());
    assertThatThrownBy(() -> finder().find(false))
        .isInstanceOf(BrowserException.class)
        .hasMessage(
            "GATEHOUSE_BROWSER="
                + named
                + ": there is no such file. Name a browser's program, or unset GATEHOUSE_BROWSER to"
                + " let one be found.");
  }

  @Test
  void a_named_file_that_is_no_program_is_an_error() throws IOException {
    Path named = Files.writeString(folder.resolve("text"), "x");
    environment.put("GATEHOUSE_BROWSER", named.toString());
    assertThatThrownBy(() -> finder().find(false))
        .hasMessageStartingWith("GATEHOUSE_BROWSER=" + named + ": is not a program.");
  }

  @Test
  void a_named_headless_shell_cannot_be_headed() throws IOException {
    Path named = program("chromium-headless-shell");
    environment.put("GATEHOUSE_BROWSER", named.toString());
    assertThat(finder().find(false).orElseThrow().kind()).isEqualTo(Kind.HEADLESS_SHELL);
    assertThatThrownBy(() -> finder().find(true))
        .hasMessage(
            "GATEHOUSE_BROWSER="
                + named
                + ": is a headless shell, which shows no windows, but --headed was asked for. Name a"
                + " full browser, or leave --headed out.");
  }

  @Test
  void the_engines_own_comes_before_the_search_path() throws IOException {
    Path own = program("own/shell");
    program("bin/chromium-headless-shell");
    assertThat(finder().find(false))
        .contains(new InstalledBrowser(own, Kind.HEADLESS_SHELL, "Own"));
  }

  @Test
  void of_the_search_path_the_headless_shell_comes_first() throws IOException {
    program("bin/google-chrome");
    program("bin/chromium");
    Path shell = program("bin/chromium-headless-shell");
    assertThat(finder().find(false).orElseThrow().executable()).isEqualTo(shell);
  }

  @Test
  void headed_needs_one_that_shows_windows() throws IOException {
    program("own/shell");
    program("bin/chromium-headless-shell");
    Path full = program("bin/chromium");
    assertThat(finder().find(true).orElseThrow().executable()).isEqualTo(full);
  }

  @Test
  void a_script_that_only_speaks_of_a_snap_is_passed_over() throws IOException {
    program("bin/chromium", "#!/bin/sh\necho run: snap install chromium\n");
    Path other = program("bin/chromium-browser");
    assertThat(finder().find(true).orElseThrow().executable()).isEqualTo(other);
  }

  @Test
  void on_windows_the_usual_folders_are_looked_in() throws IOException {
    Path edge = program("Programs/Microsoft/Edge/Application/msedge.exe");
    Machine windows =
        new Machine(
            Machine.Os.WINDOWS,
            false,
            false,
            folder,
            Map.of("PROGRAMFILES(X86)", folder.resolve("Programs").toString()));
    BrowserFinder finder = new BrowserFinder(windows, own());
    assertThat(finder.find(true))
        .contains(new InstalledBrowser(edge, Kind.EDGE, "the system's programs"));
    Files.delete(edge);
    assertThat(finder.find(true)).isEmpty();
  }
}
