@portal:desk
Feature: Signing in

  Scenario: Right
    When I sign in to desk

  Sceanrio: Wrong
    When I sign in to desk

  scenario outline: Also wrong
    When I sign in to desk
