@portal:fibre
Feature: Cancelling

  Scenario: A colon is missing
    Given I am signed in to fibre
      | as | acme |
    When I fill in the cancellation form for acme
      | circuit     | CX-1001   |
      | solution-id | SOL-20391 |
