/**
 * Choosing scenarios and running them: discovery through the JUnit Platform, workers, shards,
 * retries, summary. Uses {@code step}, {@code outcome} and {@code problem}.
 */
@NullMarked
package dev.gatehouse.run;

import org.jspecify.annotations.NullMarked;
