package dev.gatehouse.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where else a backup is copied to. */
public sealed interface Destination {

  /** What a remote of rclone's begins with. */
  String RCLONE = "rclone:";

  /**
   * Copies an archive there; returns where it is now, for a person.
   *
   * @throws BackupException when the copy is not there or not the same; the backup itself stays
   */
  String copy(Path archive);

  /** Reads what a person typed: a folder, or {@code rclone:REMOTE:PATH}. */
  static Destination of(String text) {
    if (!text.startsWith(RCLONE)) {
      return new Folder(Path.of(text));
    }
    String remote = text.substring(RCLONE.length());
    if (!remote.contains(":") || remote.startsWith("-")) {
      throw new BackupException(
          "\"%s\": expected rclone:REMOTE:PATH, a remote of \"rclone listremotes\" and a path on it."
              .formatted(text));
    }
    return new Remote(remote, "rclone");
  }

  /**
   * A folder: of another disk, or one that is synced elsewhere.
   *
   * @param folder made if need be
   */
  record Folder(Path folder) implements Destination {
    @Override
    public String copy(Path archive) {
      Path there = folder.resolve(String.valueOf(archive.getFileName()));
      return BackupFolder.guarded(
          folder,
          () -> {
            Disk disk = Disk.real();
            disk.createFolder(folder);
            Path unfinished = folder.resolve(BackupFolder.UNFINISHED + UUID.randomUUID());
            try {
              try (InputStream in = Files.newInputStream(archive);
                  OutputStream out = disk.write(unfinished)) {
                Sums.copy(in, out, Long.MAX_VALUE);
              }
              disk.force(unfinished);
              if (!Sums.of(unfinished).equals(Sums.of(archive))) {
                throw new IOException("the copy is not the same");
              }
              disk.move(unfinished, there);
              disk.forceFolder(folder);
            } finally {
              disk.delete(unfinished);
            }
            return there.toString();
          });
    }
  }

  /**
   * A remote of rclone's, https://rclone.org, which compares sums itself where the remote has them.
   *
   * @param remote as rclone names it: {@code REMOTE:PATH}
   * @param program rclone's own
   */
  record Remote(String remote, String program) implements Destination {

    private static final int LONGEST_HOURS = 2;
    private static final int SAID_BYTES = 2000;

    @Override
    public String copy(Path archive) {
      String there = remote.replaceFirst("/+$", "") + slash() + archive.getFileName();
      rclone("copyto", "--", archive.toString(), there);
      return RCLONE + there;
    }

    private String slash() {
      return remote.endsWith(":") ? "" : "/";
    }

    private void rclone(String... arguments) {
      List<String> command = Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
      String said;
      try {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
          process.getOutputStream().close();
          said = said(process);
          if (!process.waitFor(LONGEST_HOURS, TimeUnit.HOURS)) {
            throw failed("it did not end within %d h".formatted(LONGEST_HOURS));
          }
        } finally {
          process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
          throw failed("it ended with %d and said: %s".formatted(process.exitValue(), said));
        }
      } catch (IOException e) {
        throw new BackupException(
            "The backup was not copied to %s%s: rclone cannot be started: %s. The backup itself is made. Install rclone (https://rclone.org), or name a folder."
                .formatted(RCLONE, remote, e.getMessage()),
            e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed("it was interrupted");
      }
    }

    private static String said(Process process) throws IOException {
      byte[] all = process.getInputStream().readAllBytes();
      int count = Math.min(all.length, SAID_BYTES);
      return new String(all, 0, count, StandardCharsets.UTF_8).strip();
    }

    private BackupException failed(String why) {
      return new BackupException(
          "The backup was not copied to %s%s: rclone failed: %s. The backup itself is made. Try \"rclone lsd %s\"."
              .formatted(RCLONE, remote, why, remote));
    }
  }
}
