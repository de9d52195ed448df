/**
 * Keeps what {@code locate} learned, in the database: locators in use, and healings that wait for a
 * person or were decided by one. Uses {@code locate} and {@code storage}.
 */
@NullMarked
package dev.gatehouse.learned;

import org.jspecify.annotations.NullMarked;
