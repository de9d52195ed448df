package dev.gatehouse.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileArchivesTest {

  private static final int ARCHIVES = Integer.getInteger("gatehouse.hostile-archives", 200);

  @TempDir private Path temp = Path.of("replaced");

  @Test
  void no_hostile_archive_writes_anything_anywhere() throws IOException {
    SampleProject project = new SampleProject(temp.resolve("in/project")).fill("old");
    Manifest real = project.backUp().manifest().orElseThrow();
    String publicKey = Files.readString(project.project().publicKey());
    Path archive = temp.resolve("hostile.zip");
    Set<String> kinds = new TreeSet<>();
    try (AuditLog log = project.audit()) {
      HostileArchives archives = new HostileArchives(11, log, publicKey, real);
      Map<String, Integer> before = SampleProject.files(temp.resolve("in"));
      for (int i = 0; i < ARCHIVES; i++) {
        HostileArchives.Hostile hostile = archives.next();
        Files.write(archive, hostile.bytes());
        assertThatThrownBy(() -> project.restore(archive, SampleProject.PLAIN))
            .as(hostile.what())
            .isInstanceOf(BackupException.class)
            .hasMessageStartingWith(archive + " is no backup, or not as it was written: ");
        assertThat(SampleProject.files(temp.resolve("in"))).as(hostile.what()).isEqualTo(before);
        kinds.add(hostile.what());
      }
    }
    assertThat(kinds).hasSizeGreaterThan(20);
    try (Stream<Path> all = Files.list(temp)) {
      assertThat(all).containsExactlyInAnyOrder(archive, temp.resolve("in"));
    }
  }
}
