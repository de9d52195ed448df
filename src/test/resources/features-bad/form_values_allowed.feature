@portal:desk
Feature: Returns

  Scenario: Not one of them
    When I fill in the return_request form with:
      | invoice-number | INV-1   |
      | quantity       | two     |
      | reason         | damaged |
