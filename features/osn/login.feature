@portal:osn @entity:baobab_fibre @login
Feature: Signing in to Open Service Network

  @critical
  Scenario: The account signs in and out
    When I sign in to osn
    Then I am signed in
    When I go to "orders"
    And I sign out
    Then the session is no longer good

  Scenario: A wrong password is refused
    When I sign in to osn as "wrong"
    Then signing in is refused because of "invalid credentials"
