/**
 * The composition root: settings in, a running Gatehouse out. Owns what is started and stops it.
 * Uses everything but {@code cli}.
 */
@NullMarked
package dev.gatehouse.app;

import org.jspecify.annotations.NullMarked;
