@portal:octotel @entity:baobab_fibre @login
Feature: Signing in to Octotel

  @critical
  Scenario: The account signs in and out
    When I sign in to octotel
    Then I am signed in
    When I go to "dashboard"
    And I sign out
    Then the session is no longer good

  Scenario: A wrong password is refused
    When I sign in to octotel as "wrong"
    Then signing in is refused because of "invalid credentials"
