@portal:desk @entity:acme @smoke @jira:ABC-1 @wip
Feature: Signing in
  As a buyer of Acme
  I want to sign in
  Notes: this is: free text, with a | in it

  Background: At the desk
    Given I am at desk without signing in

  @login @severity:critical
  Scenario: The account signs in and out
    When I sign in to desk
    Then I am signed in
    And the session is still good
    When I sign out
    Then the session is no longer good

  @login @critical
  Scenario: A wrong password is refused
    When I sign in to desk as "wrong"
    Then signing in is refused because of "Invalid Credentials"

  Rule: Pages are reached

    Scenario Outline: The page <place> is there
      Given I am signed in to "desk"
      When I go to "<place>"
      And I upload "<file>" to "Certificate"
      And I click "Forgot password"
      Then I see "https://desk.example"

      Examples:
        | place       | file     |
        | open orders | pom.xml  |
        | price list  | pom.xml, portals/td_synnex.yaml |
