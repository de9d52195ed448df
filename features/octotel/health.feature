@portal:octotel @entity:baobab_fibre @health
Feature: Is octotel working

  @critical
  Scenario: The portal lets us in and around
    Given I am signed in to octotel
    Then the portal answers within 10 seconds
    And the session is still good
