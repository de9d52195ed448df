/** Tests of the audit log, and its bench. */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
