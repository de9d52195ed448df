@portal:desk
Feature: Signing in

  Scenario: First line
    Wen I sign in to desk

  Scenario: Later line
    When I sign in to desk
    then I am signed in

  Scenario: Alone
    Given
