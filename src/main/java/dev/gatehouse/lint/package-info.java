/**
 * Checks feature files against the step catalogue and the definitions, without a browser. Uses
 * {@code step} (its catalogue), {@code flow} (what a form needs), {@code portal}, {@code entity},
 * {@code outcome}, {@code rule} and {@code problem}.
 */
@NullMarked
package dev.gatehouse.lint;

import org.jspecify.annotations.NullMarked;
