package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret commands as processes, at a terminal made by script(1) and in pipes. */
class SecretCommandIT {

  private static final String MASTER = "correct horse battery staple";

  @TempDir private Path project = Path.of("replaced");

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end_what_was_started() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path output() {
    return project.resolve("output.txt");
  }

  private Process start(boolean masterKnown, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
    builder.environment().put("CLASSPATH", classPath());
    if (masterKnown) {
      builder.environment().put("GATEHOUSE_MASTER_PASSWORD", MASTER);
    }
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private void waitFor(String text) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!said().contains(text)) {
      assertThat(System.nanoTime()).as("waiting for %s in %s", text, said()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private String said() throws IOException {
    return Files.readString(output()).replace("\r\n", "\n");
  }

  @Test
  void a_person_types_value_and_master_password_unseen() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script(1)");
    Process process =
        start(
            false,
            List.of(
                "/usr/bin/script",
                "-qec",
                java() + " -XX:TieredStopAtLevel=1 dev.gatehouse.cli.Main secret set acme/password",
                "/dev/null"));
    OutputStream keyboard = process.getOutputStream();
    String[][] dialogue = {
      {"Value of acme/password (is not shown): ", "Plinth%Orbit"},
      {"shown): \nThe same again: ", "Plinth%Orbit"},
      {"New master password for the secrets file .gatehouse/secrets.ghs: ", MASTER},
      {"secrets.ghs: \nThe same again: ", MASTER}
    };
    for (String[] turn : dialogue) {
      waitFor(turn[0]);
      keyboard.write((turn[1] + "\n").getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    }

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said())
        .isEqualTo(
            """
            Value of acme/password (is not shown):\s
            The same again:\s
            New master password for the secrets file .gatehouse/secrets.ghs:\s
            The same again:\s
            Stored acme/password, version 1, in the secrets file .gatehouse/secrets.ghs.
            """);
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void in_a_pipe_the_value_is_the_input_and_the_master_password_a_variable() throws Exception {
    Process set =
        start(true, List.of(java(), "dev.gatehouse.cli.Main", "secret", "set", "acme/password"));
    try (OutputStream input = set.getOutputStream()) {
      input.write("Plinth%Orbit\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(set.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said())
        .isEqualTo(
            "Stored acme/password, version 1, in the secrets file .gatehouse/secrets.ghs.\n");

    Process list = start(false, List.of(java(), "dev.gatehouse.cli.Main", "secret", "list"));
    assertThat(list.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said())
        .isEqualTo(
            "No master password was given for the secrets file .gatehouse/secrets.ghs. Start Gatehouse at a terminal and type it, set GATEHOUSE_MASTER_PASSWORD_FILE to a file that holds it and that only you may read, or set GATEHOUSE_MASTER_PASSWORD.\n");
    assertThat(list.exitValue()).isEqualTo(2);
  }
}
