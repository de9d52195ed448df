package dev.gatehouse.backup;

/**
 * How a backup is made.
 *
 * @param reason why, for whoever lists it
 * @param sessions whether kept sessions are in it, sealed as they are
 * @param database whether the database is in it
 * @param gatehouse the version that makes it
 * @param machine where it is made
 */
public record BackupRequest(
    String reason, boolean sessions, boolean database, String gatehouse, String machine) {}
