@portal:desk
Feature: Signing in

  Scenario: To be written
    It will sign in one day.
