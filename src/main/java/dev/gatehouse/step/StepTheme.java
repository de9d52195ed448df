package dev.gatehouse.step;

/** What a group of steps is about, in the order the catalogue shows them. */
public enum StepTheme {
  SIGNING_IN("Signing in, up and out", SignInSteps.class),
  FORMS("Forms", FormSteps.class),
  PAGES("Pages", PageSteps.class),
  PASSWORDS("Passwords", PasswordSteps.class);

  private final String title;
  private final Class<?> steps;

  StepTheme(String title, Class<?> steps) {
    this.title = title;
    this.steps = steps;
  }

  /** Returns its heading. */
  public String title() {
    return title;
  }

  Class<?> steps() {
    return steps;
  }
}
