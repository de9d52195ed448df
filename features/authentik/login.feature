@portal:authentik @entity:acme_networks @login
Feature: Signing in to authentik

  @critical
  Scenario: The account signs in and out
    When I sign in to authentik
    Then I am signed in
    When I go to "applications"
    And I sign out
    Then the session is no longer good

  Scenario: A wrong password is refused
    When I sign in to authentik as "wrong"
    Then signing in is refused because of "invalid credentials"
