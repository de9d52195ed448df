@NullMarked
package dev.gatehouse.secret.environment;

import org.jspecify.annotations.NullMarked;
