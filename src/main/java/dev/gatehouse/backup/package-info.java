/**
 * Backups: writing, listing, verifying, copying elsewhere, and going back to one, wholly or not at
 * all. Uses {@code audit} for signatures, {@code storage} and {@code ledger} for the database,
 * {@code secret} for files of their owner alone.
 */
@NullMarked
package dev.gatehouse.backup;

import org.jspecify.annotations.NullMarked;
