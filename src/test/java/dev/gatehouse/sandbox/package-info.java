/** Tests of the embedded portals. */
@NullMarked
package dev.gatehouse.sandbox;

import org.jspecify.annotations.NullMarked;
