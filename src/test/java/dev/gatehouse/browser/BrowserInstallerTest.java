package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.browser.InstalledBrowser.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Installs with small scripts in place of the installers. The machine is told to be a Mac, on which
 * nothing of this machine's own browsers is looked at.
 */
@Timeout(60)
class BrowserInstallerTest {

  private final Path folder;

  BrowserInstallerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final List<String> told = new CopyOnWriteArrayList<>();

  private Path script(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String installs(String name) {
    Path file = folder.resolve(name);
    return "mkdir -p " + file.getParent() + "; echo x > " + file + "; chmod +x " + file;
  }

  private BrowserInstaller installer(boolean root, Path own) {
    Machine machine =
        new Machine(
            Machine.Os.MAC, false, root, folder, Map.of("PATH", folder.resolve("bin").toString()));
    BrowserSource source =
        new BrowserSource() {
          @Override
          public String name() {
            return "Own";
          }

          @Override
          public List<InstalledBrowser> candidates() {
            return List.of(
                new InstalledBrowser(folder.resolve("own/shell"), Kind.HEADLESS_SHELL, "Own"));
          }

          @Override
          public ProcessBuilder installer(boolean headed) {
            return new ProcessBuilder(own.toString());
          }
        };
    return new BrowserInstaller(machine, new BrowserFinder(machine, source), source);
  }

  @Test
  void a_browser_that_is_there_is_not_installed_again() throws IOException {
    Path shell = script("own/shell", "");
    Path own = script("installer", "exit 1");
    assertThat(installer(true, own).findOrInstall(false, told::add).executable()).isEqualTo(shell);
    assertThat(told).isEmpty();
  }

  @Test
  void the_own_installer_comes_first() throws IOException {
    Path own =
        script("installer", "echo; echo Downloading it; echo chatter; " + installs("own/shell"));
    InstalledBrowser browser = installer(true, own).findOrInstall(false, told::add);
    assertThat(browser.foundBy()).isEqualTo("Own");
    assertThat(told)
        .containsExactly(
            "No browser found; installing Chromium's headless shell with Own's installer ...",
            "Downloading it",
            "Installed Chromium headless shell at " + folder.resolve("own/shell") + ".");
  }

  @Test
  void root_falls_back_to_apt_and_then_to_its_other_package() throws IOException {
    Path own =
        script("installer", "echo Error: cannot reach it; echo Error: cannot reach it; exit 1");
    script(
        "bin/apt-get",
        "case \"$*\" in *headless*) echo chatter; echo E: no such package; exit 100;;"
            + " install*) "
            + installs("bin/chromium")
            + ";; esac");
    InstalledBrowser browser = installer(true, own).findOrInstall(false, told::add);
    assertThat(browser)
        .isEqualTo(
            new InstalledBrowser(folder.resolve("bin/chromium"), Kind.CHROMIUM, "the search path"));
    assertThat(told)
        .containsExactly(
            "No browser found; installing Chromium's headless shell with Own's installer ...",
            "Error: cannot reach it",
            "Own's installer did not get one.",
            "Updating the package lists: apt-get update ...",
            "Installing the package: apt-get install -y --no-install-recommends"
                + " chromium-headless-shell",
            "E: no such package",
            "apt-get install failed.",
            "Installing the package: apt-get install -y --no-install-recommends chromium",
            "Installed Chromium at " + folder.resolve("bin/chromium") + ".");
  }

  @Test
  void who_is_not_root_is_told_what_to_do() throws IOException {
    Path own = script("installer", "exit 1");
    script("bin/apt-get", "echo must not run; touch " + folder.resolve("apt-ran"));
    assertThatThrownBy(() -> installer(false, own).findOrInstall(true, told::add))
        .isInstanceOf(BrowserException.class)
        .hasMessage(
            "No browser that shows windows is on this machine. Run: brew install --cask"
                + " google-chrome\nOr name a browser's program in GATEHOUSE_BROWSER, then run:"
                + " gatehouse doctor");
    assertThat(folder.resolve("apt-ran")).doesNotExist();
  }

  @Test
  void of_two_at_once_one_installs_and_the_other_takes_what_it_finds() throws Exception {
    Path own =
        script("installer", "echo ran >> " + folder.resolve("ran") + "; " + installs("own/shell"));
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      Future<InstalledBrowser> one =
          two.submit(() -> installer(false, own).findOrInstall(false, told::add));
      Future<InstalledBrowser> other =
          two.submit(() -> installer(false, own).findOrInstall(false, told::add));
      assertThat(one.get()).isEqualTo(other.get());
      assertThat(folder.resolve("ran")).hasContent("ran");
    } finally {
      two.shutdown();
    }
  }

  @Test
  void linux_is_told_its_own_commands() {
    Machine machine = new Machine(Machine.Os.LINUX, false, false, folder, Map.of());
    BrowserInstaller installer =
        new BrowserInstaller(machine, installerlessFinder(machine), new NoSource());
    assertThat(installer.advice(false))
        .isEqualTo(
            """
            No browser is on this machine. Run one of:
              sudo apt-get install -y chromium-headless-shell   (Debian)
              sudo snap install chromium   (Ubuntu)
              sudo dnf install -y chromium   (Fedora)
            Or name a browser's program in GATEHOUSE_BROWSER, then run: gatehouse doctor""");
  }

  private static BrowserFinder installerlessFinder(Machine machine) {
    return new BrowserFinder(machine, new NoSource());
  }

  private static final class NoSource implements BrowserSource {
    @Override
    public String name() {
      return "None";
    }

    @Override
    public List<InstalledBrowser> candidates() {
      return List.of();
    }

    @Override
    public ProcessBuilder installer(boolean headed) {
      return new ProcessBuilder("false");
    }
  }
}
