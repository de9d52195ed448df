@portal:desk
Feature: Signing in

  Scenario: Right
    When I sign in to desk

Feature: Signing out
  Scenario: Also right
    When I sign in to desk
