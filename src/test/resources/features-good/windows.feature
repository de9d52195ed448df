@portal:desk
Feature: Saved on Windows

  Scenario: Carriage returns
    When I sign up at desk as acme
    Then the account is requested
