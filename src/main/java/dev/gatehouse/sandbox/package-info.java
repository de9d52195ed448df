/**
 * The embedded portals: a real HTTP server on this machine with the eight portals that the default
 * environment works at, each under a host name of its own. It keeps sessions, checks what it is
 * sent, counts every request and can be told to fail in the ways portals fail. Uses nothing else of
 * ours.
 */
@NullMarked
package dev.gatehouse.sandbox;

import org.jspecify.annotations.NullMarked;
