@NullMarked
package dev.gatehouse.portal;

import org.jspecify.annotations.NullMarked;
