Feature: Signing in

  Scenario: First
    When I sign in to desk

  Scenario: Second
    When I sign in to fibre
