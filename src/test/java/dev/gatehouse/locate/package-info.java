/** Tests of {@code locate}. */
@NullMarked
package dev.gatehouse.locate;

import org.jspecify.annotations.NullMarked;
