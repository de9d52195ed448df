/** Tests of the store in Vault, against a server that answers as Vault's published API says. */
@NullMarked
package dev.gatehouse.secret.vault;

import org.jspecify.annotations.NullMarked;
