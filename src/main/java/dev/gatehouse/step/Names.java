package dev.gatehouse.step;

import io.cucumber.java.ParameterType;

/** The kinds of names that stand in steps, with or without quotation marks. */
public final class Names {

  private static final String NAME = "\"([^\"]*)\"|([a-z0-9][a-z0-9_-]*)";

  /** Returns a portal's name. */
  @ParameterType(name = "portal", value = NAME)
  public String portal(String quoted, String bare) {
    return oneOf(quoted, bare);
  }

  /** Returns an entity's id. */
  @ParameterType(name = "entity", value = NAME)
  public String entity(String quoted, String bare) {
    return oneOf(quoted, bare);
  }

  /** Returns a form's name. */
  @ParameterType(name = "form", value = NAME)
  public String form(String quoted, String bare) {
    return oneOf(quoted, bare);
  }

  /** Returns a place's name. */
  @ParameterType(name = "place", value = NAME)
  public String place(String quoted, String bare) {
    return oneOf(quoted, bare);
  }

  /** Returns an account's name. */
  @ParameterType(name = "account", value = NAME)
  public String account(String quoted, String bare) {
    return oneOf(quoted, bare);
  }

  private static String oneOf(
      @org.jspecify.annotations.Nullable String quoted,
      @org.jspecify.annotations.Nullable String bare) {
    return quoted != null ? quoted : bare == null ? "" : bare;
  }
}
