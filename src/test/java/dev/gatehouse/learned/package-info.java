@NullMarked
package dev.gatehouse.learned;

import org.jspecify.annotations.NullMarked;
