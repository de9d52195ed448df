/**
 * Portals: web sites we work at, each defined by one YAML file under {@code portals/}. Definitions
 * are values; loading them reports every problem of every file at once. Uses {@code entity}, {@code
 * yaml}, {@code rule} and {@code problem}.
 */
@NullMarked
package dev.gatehouse.portal;

import org.jspecify.annotations.NullMarked;
