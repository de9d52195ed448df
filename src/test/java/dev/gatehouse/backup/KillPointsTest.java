package dev.gatehouse.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has backup and restoration die before each change they make to a file. */
class KillPointsTest {

  @TempDir private Path temp = Path.of("replaced");

  /** No code is there to handle it, as nothing handles a kill. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** Lets so many operations be; from then on there are none any more. */
  private static final class Countdown implements Runnable {
    private int left;

    Countdown(int left) {
      this.left = left;
    }

    @Override
    public void run() {
      if (left-- <= 0) {
        throw new Killed();
      }
    }
  }

  /** Returns whether it was killed. */
  private static boolean dies(Runnable work) {
    try {
      work.run();
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  /** Returns points spread over all there are; every one where there are fewer than asked for. */
  private static List<Integer> points(int all) {
    int wanted = Math.min(all, Integer.getInteger("gatehouse.kill-points", 8));
    return IntStream.range(0, wanted).map(i -> (int) ((i + 0.5) * all / wanted)).boxed().toList();
  }

  private static Disk counting(AtomicInteger count) {
    return new Disk(count::incrementAndGet);
  }

  @Test
  void a_backup_that_dies_leaves_the_others_and_nothing_that_looks_like_one() throws IOException {
    SampleProject project = new SampleProject(temp).fill("old");
    AtomicInteger operations = new AtomicInteger();
    new SampleProject(temp, counting(operations)).backUp();
    for (int point : points(operations.get())) {
      int before = project.backups().list().size();
      assertThat(dies(() -> new SampleProject(temp, new Disk(new Countdown(point))).backUp()))
          .isTrue();
      assertThat(project.backups().list()).allSatisfy(b -> assertThat(b.problem()).isEmpty());
      assertThat(project.backups().list().size()).isBetween(before, before + 1);
    }
    BackupInfo last = project.backUp();
    assertThat(project.backups().verify(last.file())).isEqualTo(last);
    assertThat(SampleProject.files(project.project().backups()).keySet())
        .allMatch(name -> name.endsWith(".zip"));
    assertThat(operations.get()).isGreaterThan(10);
  }

  @Test
  void a_restoration_that_dies_leaves_the_old_or_the_new_and_never_a_mixture() throws IOException {
    RestoreKills kills = new RestoreKills(temp);
    AtomicInteger operations = new AtomicInteger();
    new SampleProject(temp, counting(operations)).restore(kills.backup());
    kills.check(-1);
    List<Integer> points = points(operations.get());
    int begun = 0;
    for (int point : points) {
      assertThat(
              dies(
                  () ->
                      new SampleProject(temp, new Disk(new Countdown(point)))
                          .restore(kills.backup())))
          .isTrue();
      begun += kills.check(point).isPresent() ? 1 : 0;
    }
    assertThat(begun).isGreaterThan(points.size() / 3);
    assertThat(kills.oldCount()).isGreaterThan(points.size() / 4);
    assertThat(kills.newCount()).isGreaterThan(points.size() / 5);
  }

  @Test
  void recovery_that_dies_is_recovered_from() throws IOException {
    RestoreKills kills = new RestoreKills(temp);
    Path journal = kills.project().restoring().resolve("journal");
    AtomicInteger left = new AtomicInteger(5);
    Disk disk =
        new Disk(
            () -> {
              if (Files.exists(journal) && left.decrementAndGet() <= 0) {
                throw new Killed();
              }
            });
    assertThat(dies(() -> new SampleProject(temp, disk).restore(kills.backup()))).isTrue();
    assertThat(journal).exists();
    int deaths = 0;
    while (deaths < 50 && dies(recovery(kills, deaths))) {
      deaths++;
    }
    assertThat(deaths).isGreaterThan(2);
    assertThat(new SampleProject(temp).state()).isEqualTo(kills.expectedNew());
  }

  private static Runnable recovery(RestoreKills kills, int operations) {
    return () -> Restore.recover(kills.project(), new Disk(new Countdown(operations)));
  }
}
