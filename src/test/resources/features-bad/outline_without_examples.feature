@portal:desk
Feature: Signing in

  Scenario Outline: No examples
    When I sign in to desk

  Scenario Outline: No rows
    When I sign in to <portal>

    Examples:
      | portal |

  Scenario Outline: Nothing below
    When I sign in to desk

    Examples:

  Scenario: Names but no examples
    When I sign in to "<portal>"
