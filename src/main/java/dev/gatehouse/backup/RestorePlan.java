package dev.gatehouse.backup;

import java.util.List;

/**
 * What going back to a backup does.
 *
 * @param backup the backup
 * @param steps what becomes of each part
 */
public record RestorePlan(BackupInfo backup, List<Step> steps) {

  /** What becomes of a part. */
  public enum What {
    /** What is here goes, what is in the backup comes. */
    REPLACED,
    /** There is none here. */
    CREATED,
    /** The same is here. */
    SAME,
    /** What is here stays: the backup has none of it. */
    NOT_IN_BACKUP,
    /** The log here goes on from the one in the backup, and stays. */
    GOES_ON,
    /** The backup's log is put beside. */
    PUT_BESIDE,
    /** It is on a server, or for one: a person does it. */
    BY_HAND
  }

  /**
   * What becomes of a part.
   *
   * @param part the part
   * @param what what becomes of it
   * @param files how many files the backup has of it
   * @param bytes how long they are
   * @param hereFiles how many files there are now
   * @param hereBytes how long they are
   */
  public record Step(Part part, What what, int files, long bytes, int hereFiles, long hereBytes) {}

  public RestorePlan {
    steps = List.copyOf(steps);
  }

  /** Returns what becomes of a part. */
  public What of(Part part) {
    return steps.stream()
        .filter(step -> step.part() == part)
        .findFirst()
        .map(Step::what)
        .orElse(What.NOT_IN_BACKUP);
  }
}
