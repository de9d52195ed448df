@portal:osn @entity:baobab_fibre @health
Feature: Is osn working

  @critical
  Scenario: The portal lets us in and around
    Given I am signed in to osn
    Then the portal answers within 10 seconds
    And the session is still good
