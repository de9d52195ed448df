@portal:desk
Feature: Signing in

  Background:
    Given I am at desk without signing inn

  Scenario: Near ones
    When I sgn in to desk
    Then I should see "Welcome"

  Scenario: One that is far from all
    When the moon is full
    And I click Price list
