/**
 * What single values must look like: e-mail addresses, identifiers, addresses, and the shapes of
 * secrets. Uses nothing else of ours.
 */
@NullMarked
package dev.gatehouse.rule;

import org.jspecify.annotations.NullMarked;
