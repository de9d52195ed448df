/**
 * Takes over what older programs kept in JSON files: secrets into the secret store, profiles and
 * portals into definitions. What is there already is never overwritten.
 */
@NullMarked
package dev.gatehouse.imports;

import org.jspecify.annotations.NullMarked;
