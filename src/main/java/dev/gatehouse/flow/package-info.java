/**
 * Business actions on a portal: sign in, sign up, fill in and submit a form, go to a place, prove a
 * session, sign out. Each ends in an {@link dev.gatehouse.outcome.Outcome}. {@link
 * dev.gatehouse.flow.Flows} is the one door to them. Uses {@code locate}, {@code browser}, {@code
 * portal}, {@code entity}, {@code secret} and {@code outcome}.
 */
@NullMarked
package dev.gatehouse.flow;

import org.jspecify.annotations.NullMarked;
