# language: en
@portal:fibre
Feature: Cancelling

	Scenario: With tabs
		Given I am signed in to fibre
		When I fill in the "cancellation" form for acme with:
			| Circuit     | CX-1001   |
			| Solution ID | SOL-20391 |
			| reason      | Customer Service ISP |
		And I submit the form
		Then the submission is confirmed
		* I note the reference as "cancellation"

  @portal:fibre
  Scenario Outline: Refused for <circuit>
    Given I am signed in to fibre
    When I fill in the cancellation form for <entity> with:
      | circuit     | <circuit> |
      | solution-id | SOL-<number> |
      | contact     | a@b.example |
    And I submit the form
    Then the submission is refused with "unknown"

    Examples: Those that are not there
      | circuit | number | entity |
      | CX-9001 | 1      | acme   |
      | CX-9002 | 2      | baobab |
