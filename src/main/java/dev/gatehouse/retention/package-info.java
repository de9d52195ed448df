/**
 * How long what is kept, and removing what is older. Uses {@code audit}, {@code backup}, {@code
 * learned}, {@code session} and {@code storage}, where it is kept.
 */
@NullMarked
package dev.gatehouse.retention;

import org.jspecify.annotations.NullMarked;
