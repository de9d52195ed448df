@portal:desk @severity:high
Feature: Everything

  Scenario: Many problems
    Given I am signed in to fibr
    When I clik "Orders"
    And I fill in the retrun_request form with:
      | quantity | x |
    Then signing in is refused because of "magic"
