@portal:sam_gov @entity:acme_networks @login
Feature: Signing in to SAM.gov

  @critical
  Scenario: The account signs in and out
    When I sign in to sam_gov
    Then I am signed in
    When I go to "workspace"
    And I sign out
    Then the session is no longer good

  Scenario: A wrong password is refused
    When I sign in to sam_gov as "wrong"
    Then signing in is refused because of "invalid credentials"
