@portal:sam_gov @entity:acme_networks @health
Feature: Is sam_gov working

  @critical
  Scenario: The portal lets us in and around
    Given I am signed in to sam_gov
    Then the portal answers within 10 seconds
    And the session is still good
