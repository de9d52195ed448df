/** Sessions kept between runs: sealed in the database, with a key from the secret store. */
@NullMarked
package dev.gatehouse.session;

import org.jspecify.annotations.NullMarked;
