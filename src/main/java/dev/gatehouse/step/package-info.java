/**
 * The vocabulary of feature files: step definitions, parameter types, hooks, and the state of one
 * scenario. Steps ask {@code flow} for one business action each; here alone an outcome becomes a
 * failed step. Uses {@code flow}, {@code portal}, {@code entity}, {@code secret}, {@code browser},
 * {@code locate} and {@code outcome}.
 */
@NullMarked
package dev.gatehouse.step;

import org.jspecify.annotations.NullMarked;
