@portal:desk
Feature: Signing up

  Scenario: A name that is none
    When I sign up at desk as "Acme"
    Then the account is requested
