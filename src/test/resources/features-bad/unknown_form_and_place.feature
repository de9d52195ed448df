@portal:desk
Feature: Returns

  Scenario: A form
    Given I am signed in to desk
    When I fill in the "returns request" form for acme
    And I go to "open-order"

  Scenario: None at all
    When I go to "orders"
    And I fill in the cancellation form for acme
