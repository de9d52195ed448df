@portal:desk
Feature: Returns

  Scenario: One bar is missing
    When I fill in the return_request form with:
      | invoice-number | INV-1 |
      | quantity       | 2

  Scenario: All are missing
    When I fill in the return_request form with:
      | invoice-number | INV-1
