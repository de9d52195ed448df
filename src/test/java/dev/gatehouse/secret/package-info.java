/** Tests of {@code secret}. */
@NullMarked
package dev.gatehouse.secret;

import org.jspecify.annotations.NullMarked;
