/**
 * The encrypted file: one file of sealed secrets under a master password, as {@code
 * docs/secrets-file.md} describes it byte by byte. Alone sees Bouncy Castle.
 */
@NullMarked
package dev.gatehouse.secret.file;

import org.jspecify.annotations.NullMarked;
