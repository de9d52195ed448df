/** Recordings of browser sessions, cleaned of secrets before anything of them is kept. */
@NullMarked
package dev.gatehouse.trace;

import org.jspecify.annotations.NullMarked;
