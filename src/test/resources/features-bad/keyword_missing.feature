@portal:desk
Feature: Signing in

  Background:
    I am at desk without signing in

  Scenario: First line
    I sign in to desk
    Then I am signed in

  Scenario: Later line
    When I sign in to desk
    I am signed in

  Scenario: Misspelled too
    When I sign in to desk
    I am singed in
