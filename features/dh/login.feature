@portal:dh @entity:acme_networks @login
Feature: Signing in to D&H

  @critical
  Scenario: The account signs in and out
    When I sign in to dh
    Then I am signed in
    When I go to "dealer home"
    And I sign out
    Then the session is no longer good

  Scenario: A wrong password is refused
    When I sign in to dh as "wrong"
    Then signing in is refused because of "invalid credentials"
