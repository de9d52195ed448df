@portal:td_synnex @entity:acme_networks @health
Feature: Is td_synnex working

  @critical
  Scenario: The portal lets us in and around
    Given I am signed in to td_synnex
    Then the portal answers within 10 seconds
    And the session is still good
