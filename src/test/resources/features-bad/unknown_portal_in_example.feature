@portal:desk
Feature: Signing in

  Scenario Outline: Everywhere
    When I sign in to <portal> as "<account>"
    Then I am signed in

    Examples:
      | account | portal |
      | default | desk   |
      | spare   | desc   |
      | spare   | desl   |
