@portal:desk
Feature: Signing in

  Scenario: Café
    When I sign in to desk
