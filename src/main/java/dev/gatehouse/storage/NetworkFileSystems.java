package dev.gatehouse.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells folders that are on another machine. SQLite's write-ahead log needs memory that all its
 * processes share, and locks that hold; neither is there across a network
 * (https://www.sqlite.org/wal.html, https://www.sqlite.org/useovernet.html).
 */
final class NetworkFileSystems {

  /** As the system calls them; the names are those of Linux and macOS. */
  private static final Set<String> NAMES =
      Set.of(
          "9p",
          "afpfs",
          "afs",
          "beegfs",
          "ceph",
          "cifs",
          "coda",
          "davfs",
          "fuse.ceph",
          "fuse.davfs2",
          "fuse.gcsfuse",
          "fuse.glusterfs",
          "fuse.rclone",
          "fuse.s3fs",
          "fuse.sshfs",
          "fuse.vmhgfs-fuse",
          "glusterfs",
          "lustre",
          "ncpfs",
          "nfs",
          "nfs3",
          "nfs4",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "sshfs",
          "vboxsf",
          "vmhgfs",
          "webdav");

  /** Names the file system a folder is on. */
  @FunctionalInterface
  interface Naming {
    /** Returns the name the system gives it: {@code ext4}. */
    String of(Path folder) throws IOException;
  }

  private final Naming naming;

  NetworkFileSystems(Naming naming) {
    this.naming = naming;
  }

  static NetworkFileSystems ofThisMachine() {
    return new NetworkFileSystems(folder -> Files.getFileStore(folder).type());
  }

  /** Returns the name of the network file system the folder is on, if it is on one. */
  Optional<String> under(Path folder) throws IOException {
    // Windows calls a share by the file system at its other end; its name begins with \\.
    if (String.valueOf(folder.toAbsolutePath().getRoot()).startsWith("\\\\")) {
      return Optional.of("a share");
    }
    String name = naming.of(folder);
    return Optional.of(name).filter(n -> NAMES.contains(n.toLowerCase(Locale.ROOT)));
  }
}
