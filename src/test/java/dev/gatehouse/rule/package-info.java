@NullMarked
package dev.gatehouse.rule;

import org.jspecify.annotations.NullMarked;
