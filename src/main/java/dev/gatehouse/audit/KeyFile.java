package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the signing key in a file only its owner may read, beside the log. Whoever has the machine
 * has the key: the log then shows changes by others and by accident, and {@code audit verify} says
 * so. A secret store is better. Not thread-safe.
 */
public final class KeyFile implements KeyKeeper {

  private final Path file;

  public KeyFile(Path file) {
    this.file = file;
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public String kept() {
    return "file";
  }

  @Override
  public Optional<String> read() throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.readString(file, StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  @Override
  public String write(String pem) throws IOException {
    RealDisk.INSTANCE.writeWhole(file, pem.getBytes(StandardCharsets.US_ASCII));
    return pem;
  }
}
