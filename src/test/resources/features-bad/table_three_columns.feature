@portal:desk
Feature: Returns

  Scenario: Three columns
    When I fill in the return_request form with:
      | invoice-number | INV-1 | x |
      | quantity       | 2     | y |
