/** Tests of the browser's port and of finding a browser. */
@NullMarked
package dev.gatehouse.browser;

import org.jspecify.annotations.NullMarked;
