@portal:fibre
Feature: Cancelling

  Scenario: Rules and fixed values
    Given I am signed in to fibre
    When I fill in the cancellation form for acme with:
      | circut      | CX-1001    |
      | circuit     | C          |
      | solution id | SOL-20391  |
      | reason      | Too slow   |

  Scenario: Missing values
    Given I am signed in to fibre
    When I fill in the cancellation form for baobab with:
      | circuit     | CX-1001 |
      | solution id |         |
