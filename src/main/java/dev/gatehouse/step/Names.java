package dev.gatehouse.step;

import io.cucumber.java.ParameterType;

/** The kinds of words that stand in steps; names with or without quotation marks. */
public final class Names {

  private static final String NAME = "\"([^\"]*)\"|([a-z0-9][a-z0-9_-]*)";

  // As Cucumber's own {string}.
  private static final String QUOTED =
      "\"([^\"\\\\]*(?:\\\\.[^\"\\\\]*)*)\"|'([^'\\\\]*(?:\\\\.[^'\\\\]*)*)'";

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

  /** Returns what is written on a button, a link or beside a field. */
  @ParameterType(name = "label", value = QUOTED)
  public String label(String quoted, String single) {
    return oneOf(quoted, single).replaceAll("\\\\([\"'])", "$1");
  }

  /** Returns a file's path, from the project's folder. */
  @ParameterType(name = "file", value = QUOTED)
  public String file(String quoted, String single) {
    return label(quoted, single);
  }

  /** Returns how something ended, as reports call it. */
  @ParameterType(name = "outcome", value = QUOTED)
  public String outcome(String quoted, String single) {
    return label(quoted, single);
  }

  private static String oneOf(
      @org.jspecify.annotations.Nullable String quoted,
      @org.jspecify.annotations.Nullable String bare) {
    return quoted != null ? quoted : bare == null ? "" : bare;
  }
}
