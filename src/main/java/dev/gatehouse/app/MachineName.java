package dev.gatehouse.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Says what this machine is called. */
final class MachineName {

  // Linux tells it here at once; asking the network can take seconds.
  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

  private MachineName() {}

  /** Returns the machine's name, or {@code unknown}. */
  static String of(Map<String, String> variables) {
    try {
      if (Files.isReadable(LINUX)) {
        return Files.readString(LINUX, StandardCharsets.UTF_8).strip();
      }
      String windows = variables.getOrDefault("COMPUTERNAME", "");
      return windows.isEmpty() ? InetAddress.getLocalHost().getHostName() : windows;
    } catch (IOException e) {
      return "unknown";
    }
  }
}
