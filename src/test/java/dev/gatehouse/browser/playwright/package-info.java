/** Tests of the Playwright adapter. */
@NullMarked
package dev.gatehouse.browser.playwright;

import org.jspecify.annotations.NullMarked;
