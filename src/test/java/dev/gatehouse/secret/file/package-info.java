@NullMarked
package dev.gatehouse.secret.file;

import org.jspecify.annotations.NullMarked;
