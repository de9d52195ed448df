/**
 * YAML as a small tree whose values know where they stand, and readers that turn it into records
 * while collecting every problem. Uses {@code problem} and {@code rule}.
 */
@NullMarked
package dev.gatehouse.yaml;

import org.jspecify.annotations.NullMarked;
