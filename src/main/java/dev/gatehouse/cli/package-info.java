/**
 * Commands, what they print and their exit codes; the only package that does either. Uses {@code
 * app}.
 */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
