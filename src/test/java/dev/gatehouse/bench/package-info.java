/** Measures Gatehouse against a bare Playwright program; see docs/benchmark.md. */
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
