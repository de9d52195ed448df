/** The store in HashiCorp Vault: its key/value engine, version 2, over Vault's HTTP API. */
@NullMarked
package dev.gatehouse.secret.vault;

import org.jspecify.annotations.NullMarked;
