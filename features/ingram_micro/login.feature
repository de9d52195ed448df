@portal:ingram_micro @entity:acme_networks @login
Feature: Signing in to Ingram Micro

  @critical
  Scenario: The account signs in and out
    When I sign in to ingram_micro
    Then I am signed in
    When I go to "dashboard"
    And I sign out
    Then the session is no longer good

  Scenario: A wrong password is refused
    When I sign in to ingram_micro as "wrong"
    Then signing in is refused because of "invalid credentials"
