/** Tests of {@code flow}. */
@NullMarked
package dev.gatehouse.flow;

import org.jspecify.annotations.NullMarked;
