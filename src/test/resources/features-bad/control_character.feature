@portal:desk
Feature: Signing in

  Scenario: A bell
    Then I see ""
