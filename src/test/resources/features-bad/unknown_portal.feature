@portal:desk
Feature: Signing in

  Scenario: Once for each scenario
    Given I am signed in to dessk
    When I go to "open orders"
    And I sign in to dessk

  Scenario: Far off
    Given I am signed in to "Warehouse"
