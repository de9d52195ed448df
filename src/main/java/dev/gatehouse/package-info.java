/** Gatehouse: runs the portal work of a business. */
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
