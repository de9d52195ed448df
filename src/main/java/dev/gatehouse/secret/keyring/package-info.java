/**
 * The store in the operating system's keyring: the Secret Service on Linux, the Keychain on macOS,
 * the Credential Manager on Windows.
 */
@NullMarked
package dev.gatehouse.secret.keyring;

import org.jspecify.annotations.NullMarked;
