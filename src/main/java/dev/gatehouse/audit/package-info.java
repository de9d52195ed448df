/**
 * The audit log: what was done, where, for whom, by whom and how it ended, so that it stands up
 * later. Append-only, chained, signed, verifiable without this program; {@code
 * docs/audit-format.md} is its format. Uses {@code outcome} and {@code storage}; the signing key's
 * keeper is given by {@code app}.
 */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
