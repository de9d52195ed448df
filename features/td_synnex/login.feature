@portal:td_synnex @entity:acme_networks @login
Feature: Signing in to TD SYNNEX

  @critical
  Scenario: The account signs in and out
    When I sign in to td_synnex
    Then I am signed in
    When I go to "dashboard"
    And I sign out
    Then the session is no longer good

  Scenario: A wrong password is refused
    When I sign in to td_synnex as "wrong"
    Then signing in is refused because of "invalid credentials"
