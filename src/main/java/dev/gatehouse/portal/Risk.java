package dev.gatehouse.portal;

/** How much harm a mistake at a portal does. Sessions of different levels are kept apart. */
public enum Risk {
  LOW,
  MEDIUM,
  HIGH
}
