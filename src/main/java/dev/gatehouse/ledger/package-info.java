/**
 * Keeps in the database what the flows must not do once too often: sign in after refusals, send
 * what was sent. Shared by every run and machine. Uses {@code flow} and {@code storage}.
 */
@NullMarked
package dev.gatehouse.ledger;

import org.jspecify.annotations.NullMarked;
