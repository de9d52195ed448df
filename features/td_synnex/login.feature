@portal:td_synnex @entity:acme_networks
Feature: Signing in to TD SYNNEX

  @login
  Scenario: The account signs in and out
    When I sign in to td_synnex
    Then I am signed in
    And the session is still good
    When I sign out
    Then the session is no longer good

  @login
  Scenario: A wrong password is refused
    When I sign in to td_synnex as "wrong"
    Then signing in is refused because of "invalid credentials"
