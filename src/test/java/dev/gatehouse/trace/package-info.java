@NullMarked
package dev.gatehouse.trace;

import org.jspecify.annotations.NullMarked;
