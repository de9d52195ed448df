package dev.gatehouse.secret;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files that nobody but their owner may read: made so, and refused where they are not. */
public final class OwnerOnly {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private OwnerOnly() {}

  /** Makes an empty file of mode 0600; on Windows one whose only access entry is its owner's. */
  public static void createFile(Path file) throws IOException {
    if (POSIX) {
      Files.createFile(file, mode("rw-------"));
      // The umask may have taken a permission away, never added one.
    } else {
      Files.createFile(file);
      ownerOnlyAccessList(file);
    }
  }

  /** Makes a folder of mode 0700 and those above it; leaves one that is there as it is. */
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (POSIX) {
      Files.createDirectories(folder, mode("rwx------"));
    } else {
      Files.createDirectories(folder);
    }
  }

  /**
   * Refuses a file that others than its owner may read or write. Where the file system knows no
   * such permissions, it is taken as it is.
   *
   * @param what the file's use, as the message begins: {@code the master password's file}
   * @throws SecretStoreException of kind {@code EXPOSED}
   */
  public static void require(Path file, String what) throws IOException {
    if (!POSIX) {
      return;
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
    if (found.stream().anyMatch(OTHERS::contains)) {
      throw new SecretStoreException(
          SecretStoreException.Kind.EXPOSED,
          "%s %s may be read by others; found %s, expected rw-------. Nothing was read from it. Do: chmod 600 %s"
              .formatted(what, file, PosixFilePermissions.toString(found), file));
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static void ownerOnlyAccessList(Path file) throws IOException {
    AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (view != null) {
      view.setAcl(
          List.of(
              AclEntry.newBuilder()
                  .setType(AclEntryType.ALLOW)
                  .setPrincipal(view.getOwner())
                  .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                  .build()));
    }
  }
}
