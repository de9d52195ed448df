package dev.gatehouse.secret.file;

import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.StoredSecret;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that stores secrets, and may be halted at any of its steps. */
final class WritingProcess {

  private WritingProcess() {}

  /** Arguments: the file, the writer's name, how many, at which step to halt or -1. */
  public static void main(String[] arguments) {
    String writer = arguments[1];
    int haltAt = Integer.parseInt(arguments[3]);
    SecretName counter = SecretName.of("shared/counter");
    try (FileSecretStore store =
        QuickStore.at(Path.of(arguments[0]), TypedPassword.right(), disk(haltAt))) {
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        store.put(SecretName.of(writer + "/field" + i), new Secret(writer + "-" + i));
        countUp(store, counter);
      }
    }
  }

  private static Disk disk(int haltAt) {
    return haltAt < 0 ? new RealDisk() : new HaltingDisk(haltAt);
  }

  private static void countUp(FileSecretStore store, SecretName counter) {
    while (true) {
      StoredSecret present = store.get(counter).orElseThrow();
      int next = Integer.parseInt(present.value().reveal()) + 1;
      try {
        store.put(counter, new Secret(String.valueOf(next)), present.info().version());
        return;
      } catch (SecretStoreException e) {
        if (e.kind() != SecretStoreException.Kind.CONFLICT) {
          throw e;
        }
      }
    }
  }

  /** Halts the process, without any cleaning up, at a step. */
  private static final class HaltingDisk implements Disk {

    private final RealDisk real = new RealDisk();
    private int left;

    HaltingDisk(int left) {
      this.left = left;
    }

    private void step() {
      if (left-- == 0) {
        Runtime.getRuntime().halt(9);
      }
    }

    @Override
    public void remove(Path file) throws java.io.IOException {
      step();
      real.remove(file);
    }

    @Override
    public void create(Path file) throws java.io.IOException {
      step();
      real.create(file);
    }

    @Override
    public void write(Path file, byte[] bytes) throws java.io.IOException {
      step();
      real.write(file, bytes);
    }

    @Override
    public void force(Path file) throws java.io.IOException {
      step();
      real.force(file);
    }

    @Override
    public void rename(Path from, Path to) throws java.io.IOException {
      step();
      real.rename(from, to);
    }

    @Override
    public void forceFolder(Path folder) throws java.io.IOException {
      step();
      real.forceFolder(folder);
    }
  }

  /** Returns the command that starts one. */
  static List<String> command(Path file, String writer, int count, int haltAt) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        WritingProcess.class.getName(),
        file.toString(),
        writer,
        String.valueOf(count),
        String.valueOf(haltAt));
  }
}
