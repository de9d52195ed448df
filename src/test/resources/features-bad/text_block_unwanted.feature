@portal:desk
Feature: Signing in

  Scenario: Right
    When I sign in to desk
      """
      A note.
      """
