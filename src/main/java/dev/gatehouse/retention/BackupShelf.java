package dev.gatehouse.retention;

import dev.gatehouse.backup.BackupFolder;
import dev.gatehouse.backup.BackupInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Backups; the newest stays however old it is. */
final class BackupShelf implements Shelf {

  private final BackupFolder folder;

  BackupShelf(BackupFolder folder) {
    this.folder = folder;
  }

  @Override
  public Found look(Instant before, Set<String> held) {
    List<BackupInfo> all = folder.list();
    return new Found(
        Kind.BACKUPS,
        all.size(),
        all.stream().mapToLong(BackupInfo::bytes).sum(),
        folder.surplus(Integer.MAX_VALUE, before).stream()
            .map(backup -> new Found.Item(backup.name(), 1, backup.bytes()))
            .toList(),
        List.of());
  }

  @Override
  public void remove(Found.Item item) {
    folder.list().stream()
        .filter(backup -> backup.name().equals(item.name()))
        .forEach(folder::remove);
  }
}
