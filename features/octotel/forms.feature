@portal:octotel @entity:baobab_fibre @form
Feature: Circuits at Octotel

  Scenario: An active circuit is found
    Given I am signed in to octotel
    When I fill in the circuit_check form with:
      | circuit | CX-1002 |
    And I submit the form
    Then the submission is confirmed
    And I see "SOL-5002"

  Scenario: An unknown circuit is refused
    Given I am signed in to octotel
    When I fill in the circuit_check form with:
      | circuit | CX-7777 |
    And I submit the form
    Then the submission is refused with "CX-7777 was not found"

  @critical
  Scenario: A service is cancelled with the agreed reason
    Given I am signed in to octotel
    When I fill in the cancellation form for baobab_fibre with:
      | circuit        | CX-1003    |
      | solution id    | SOL-5003   |
      | effective date | 2027-01-31 |
    And I submit the form
    Then the submission is confirmed
    And the reference starts with "OCT-"

  Scenario: A circuit that was cancelled before is refused
    Given I am signed in to octotel
    When I fill in the cancellation form for baobab_fibre with:
      | circuit        | CX-2001    |
      | solution id    | SOL-6001   |
      | effective date | 2027-01-31 |
    And I submit the form
    Then the submission is refused with "already been cancelled"
