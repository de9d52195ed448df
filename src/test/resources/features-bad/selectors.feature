@portal:desk
Feature: Signing in

  Scenario: Selectors and addresses
    When I click "#login-button"
    And I click "//button[@type='submit']"
    And I enter "dana" in "input[name=user]"
    And I choose "a" from "css=.reason"
    And I click "div > a.next"
    And I go to "https://desk.example/orders"

  Scenario: Unknown steps
    When I open https://desk.example/login
    And I press "button.primary"
    And I wait 5 seconds
    And I sleep for a while
