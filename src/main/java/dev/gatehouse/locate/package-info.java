/**
 * Finding things on pages that change: one snapshot of the page, then recognition in plain Java on
 * plain records. Uses {@code browser}, {@code portal} and {@code outcome}.
 *
 * <p>The way of the data: {@link dev.gatehouse.locate.SnapshotTaker} reads a page into a {@link
 * dev.gatehouse.locate.PageSnapshot}; {@link dev.gatehouse.locate.Recogniser} scores its controls
 * against an {@link dev.gatehouse.locate.Intent}; {@link dev.gatehouse.locate.Finder} decides for
 * one, none or "too close to call"; {@link dev.gatehouse.locate.PageReader} says what kind of page
 * it is.
 *
 * <p>What a flow used is learned as a {@link dev.gatehouse.locate.LearnedLocator}; {@link
 * dev.gatehouse.locate.HealingJudge} compares it with what is recognised and says known, fresh,
 * healed, refused or absent. {@link dev.gatehouse.locate.LearnedLocators} is kept elsewhere.
 */
@NullMarked
package dev.gatehouse.locate;

import org.jspecify.annotations.NullMarked;
