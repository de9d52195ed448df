@NullMarked
package dev.gatehouse.step;

import org.jspecify.annotations.NullMarked;
