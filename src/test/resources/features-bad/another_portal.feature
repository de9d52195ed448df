@portal:desk
Feature: Signing in

  Scenario: At two portals
    Given I am signed in to desk
    And I am signed in to fibre
