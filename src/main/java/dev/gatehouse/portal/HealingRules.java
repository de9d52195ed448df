package dev.gatehouse.portal;

/**
 * What may be done through a healing nobody has approved.
 *
 * @param submit whether a form may be submitted through one
 * @param approveAfter after how many flows that reached their end through it a healing is approved
 *     by itself; 0 for never
 */
public record HealingRules(Submit submit, int approveAfter) {

  /** A person approves every healing, and no form is submitted through one before. */
  public static final HealingRules STRICT = new HealingRules(Submit.REFUSED, 0);

  /** Whether a form may be submitted through a healing nobody has approved. */
  public enum Submit {
    REFUSED,
    ALLOWED
  }
}
