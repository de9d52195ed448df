@portal:desk
Feature: Returns

  Scenario: Too many cells
    When I fill in the return_request form with:
      | invoice-number | INV-1 |
      | quantity       | 2 | 3 |
