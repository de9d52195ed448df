@portal:desk @entity:acme
Feature: Returns

  Scenario: No table
    Given I am signed in to desk
    When I fill in the return_request form with:

  Scenario: No table, or no colon
    Given I am at fibre without signing in
    When I fill in the cancellation form for acme with:
