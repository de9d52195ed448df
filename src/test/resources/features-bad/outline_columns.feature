@portal:desk
Feature: Signing in

  Scenario Outline: <title>
    When I sign in to <portal> as "<acount>"

    Examples:
      | portal | account | title | title | password |
      | desk   | default | a     | b     | c        |
