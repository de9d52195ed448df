@portal:authentik @entity:acme_networks @form
Feature: The own profile at authentik

  Scenario: The profile follows the entity's contact
    Given I am signed in to authentik
    When I fill in the profile form for acme_networks with:
      | language | English |
    And I submit the form
    Then the submission is confirmed
    And I see "updated successfully"
