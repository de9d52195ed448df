/** Tests of the store in the keyring, against a real one on a bus of its own. */
@NullMarked
package dev.gatehouse.secret.keyring;

import org.jspecify.annotations.NullMarked;
