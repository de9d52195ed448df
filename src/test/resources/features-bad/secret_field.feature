@portal:desk
Feature: Signing up

  Scenario: A field
    When I sign up at desk as acme with:
      | new password | hunter2 |
      | API key      | hunter2 |

  Scenario: A step
    When I enter "hunter2" in "Your password"

  Scenario: An unknown step
    When I type the password "hunter2"
