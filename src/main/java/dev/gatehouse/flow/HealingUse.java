package dev.gatehouse.flow;

import java.util.Optional;

/**
 * A healing this visit met: used, or found and not used.
 *
 * @param summary what it was for and what became of it, in a few words
 * @param text all of it: before, after, score, runner-up, what to do
 * @param screenshot a PNG of the page it was found on, if it could be taken
 */
public record HealingUse(String summary, String text, Optional<byte[]> screenshot) {}
