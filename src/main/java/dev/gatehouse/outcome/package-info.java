/**
 * What became of an action: {@link dev.gatehouse.outcome.Outcome}, its evidence, and the {@link
 * dev.gatehouse.outcome.Journal} it is written to. Uses nothing else of ours.
 */
@NullMarked
package dev.gatehouse.outcome;

import org.jspecify.annotations.NullMarked;
