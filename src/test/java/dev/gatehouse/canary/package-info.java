/**
 * Proof that no secret reaches an artefact: unique secrets go through a run, then every file is
 * searched.
 */
@NullMarked
package dev.gatehouse.canary;

import org.jspecify.annotations.NullMarked;
