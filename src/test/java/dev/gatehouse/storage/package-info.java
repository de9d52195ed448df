@NullMarked
package dev.gatehouse.storage;

import org.jspecify.annotations.NullMarked;
