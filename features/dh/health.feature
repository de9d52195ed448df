@portal:dh @entity:acme_networks @health
Feature: Is dh working

  @critical
  Scenario: The portal lets us in and around
    Given I am signed in to dh
    Then the portal answers within 10 seconds
    And the session is still good
