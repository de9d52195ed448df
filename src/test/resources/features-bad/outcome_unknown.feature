@portal:desk
Feature: Signing in

  Scenario: A mistyped outcome
    When I sign in to desk as "wrong"
    Then signing in is refused because of "invalid credential"
