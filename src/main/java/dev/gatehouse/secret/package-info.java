/** Secrets: values that can be wiped and never print themselves, and the stores they live in. */
@NullMarked
package dev.gatehouse.secret;

import org.jspecify.annotations.NullMarked;
