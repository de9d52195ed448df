@portal:dsek @entity:amce
Feature: Signing in

  Scenario: The step agrees
    When I sign in to dsek

  Scenario: The step is right
    When I sign in to desk
    And I sign up at desk as amce
