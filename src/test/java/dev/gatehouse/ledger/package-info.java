@NullMarked
package dev.gatehouse.ledger;

import org.jspecify.annotations.NullMarked;
