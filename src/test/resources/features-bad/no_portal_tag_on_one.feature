Feature: Signing in

  @portal:desk
  Scenario: First
    When I sign in to desk

  Scenario: Second
    When I sign in to fibre
