@portal:grants @entity:acme_networks @login
Feature: Signing in to Grants.gov

  @critical
  Scenario: The account signs in and out
    When I sign in to grants
    Then I am signed in
    When I go to "workspace"
    And I sign out
    Then the session is no longer good

  Scenario: A wrong password is refused
    When I sign in to grants as "wrong"
    Then signing in is refused because of "invalid credentials"
