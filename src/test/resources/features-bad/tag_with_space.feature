@portal:desk @needs work
Feature: Signing in

  Scenario: Right
    When I sign in to desk
