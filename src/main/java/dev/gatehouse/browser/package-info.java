/**
 * The port to a real browser: engine, session, page, element. Its adapters are {@code
 * browser.playwright} and, later, {@code browser.selenium}; nothing else sees their types. Uses
 * {@code outcome}.
 */
@NullMarked
package dev.gatehouse.browser;

import org.jspecify.annotations.NullMarked;
