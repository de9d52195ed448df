@NullMarked
package dev.gatehouse.lint;

import org.jspecify.annotations.NullMarked;
