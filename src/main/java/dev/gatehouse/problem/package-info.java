/**
 * Problems in what people write: where, what, found, expected and what to do; collected, then
 * thrown once. Uses nothing else of ours.
 */
@NullMarked
package dev.gatehouse.problem;

import org.jspecify.annotations.NullMarked;
