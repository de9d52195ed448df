@portal:desk
Feature: Signing in

  Scenario: It works
    When I sign in to desk

  Rule: Again

    Scenario: It works
      When I sign in to desk
