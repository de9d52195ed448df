/** Tests of {@code run}. */
@NullMarked
package dev.gatehouse.run;

import org.jspecify.annotations.NullMarked;
