/** Tests of {@code cli}. */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
