/**
 * The engine's first adapter: Playwright with Chromium. Nothing outside sees a Playwright type.
 * Uses {@code browser}.
 */
@NullMarked
package dev.gatehouse.browser.playwright;

import org.jspecify.annotations.NullMarked;
