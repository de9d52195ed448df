@portal:desk
Feature: Returns

  Scenario: Twice, blank, and a heading
    When I fill in the return_request form with:
      | field          | value   |
      | invoice-number | INV-1   |
      | Invoice no.    | INV-2   |
      | quantity       | 2       |
      | quantity       | 3       |
      |                | x       |
