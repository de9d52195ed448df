/**
 * The command line: commands, what is printed, exit codes. Only this package prints or exits. Uses
 * {@code app} and what the commands show.
 */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
