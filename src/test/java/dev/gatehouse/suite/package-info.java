/** The feature files as JUnit suites, for an IDE or plain Maven. */
@NullMarked
package dev.gatehouse.suite;

import org.jspecify.annotations.NullMarked;
