/**
 * The database: where it is, how it is opened, and its tables as they have grown. What is kept in
 * them is written and read by the packages it belongs to.
 */
@NullMarked
package dev.gatehouse.storage;

import org.jspecify.annotations.NullMarked;
