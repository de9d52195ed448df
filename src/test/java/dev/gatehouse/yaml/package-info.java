@NullMarked
package dev.gatehouse.yaml;

import org.jspecify.annotations.NullMarked;
