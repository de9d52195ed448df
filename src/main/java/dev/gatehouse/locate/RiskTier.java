package dev.gatehouse.locate;

/**
 * How much harm it does to act on the wrong control, the least first. A healing nobody has approved
 * may be used up to {@link #SIGN_IN}; what is submitted cannot be taken back.
 */
public enum RiskTier {
  READ,
  FILL,
  NAVIGATE,
  SIGN_IN,
  SUBMIT
}
