@portal:desk
Feature: Returns

  Scenario: The step is missing
      | invoice-number | INV-1 |
    When I sign in to desk
