package dev.gatehouse.secret.file;

import dev.gatehouse.secret.SecretStoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The generation as a line of decimal digits in a file. */
final class GenerationFile implements Generations {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}\n?");

  private final Path path;
  private final WholeFile file;

  GenerationFile(Path path, Disk disk) {
    this.path = path;
    this.file = new WholeFile(path, "The file of the secrets' generation", disk);
  }

  @Override
  public long kept() {
    return file.read().map(bytes -> number(new String(bytes, StandardCharsets.UTF_8))).orElse(0L);
  }

  private long number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new SecretStoreException(
          SecretStoreException.Kind.DAMAGED,
          "The file %s was changed by something else than Gatehouse; expected a number of up to 18 digits. It tells an old copy of the secrets file from the newest. If the secrets file is the newest, say so: gatehouse secret accept-copy"
              .formatted(path));
    }
    return Long.parseLong(text.strip());
  }

  @Override
  public void keep(long generation) {
    file.replace((generation + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
