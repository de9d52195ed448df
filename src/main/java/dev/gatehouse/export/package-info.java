/**
 * What leaves the house: files in one archive, sealed for its recipient while they are written, so
 * that no readable copy touches the disk. OpenPGP by Bouncy Castle. Uses {@code secret} alone.
 */
@NullMarked
package dev.gatehouse.export;

import org.jspecify.annotations.NullMarked;
