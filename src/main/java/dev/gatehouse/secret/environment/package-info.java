/** Secrets from environment variables, as CI has them. */
@NullMarked
package dev.gatehouse.secret.environment;

import org.jspecify.annotations.NullMarked;
