@portal:ingram_micro @entity:acme_networks @health
Feature: Is ingram_micro working

  @critical
  Scenario: The portal lets us in and around
    Given I am signed in to ingram_micro
    Then the portal answers within 10 seconds
    And the session is still good
