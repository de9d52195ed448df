package dev.gatehouse.locate;

/**
 * What a portal's control is used for: the name under which its locator is learned.
 *
 * @param flow the action it belongs to: {@code sign-in}, {@code sign-out}, {@code form
 *     return_request}
 * @param name what it is there: {@code username}, {@code submit}, a field's name
 * @param tier how much harm the wrong control would do
 */
public record Purpose(String flow, String name, RiskTier tier) {

  /** Returns it in words: {@code submit (sign-in)}. */
  public String describe() {
    return name + " (" + flow + ")";
  }

  /** Returns whether the other is for the same, whatever its tier. */
  boolean isSame(String otherFlow, String otherName) {
    return flow.equals(otherFlow) && name.equals(otherName);
  }
}
