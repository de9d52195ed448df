@portal:desk
Feature: Signing in
  # The account's password: hunter22

  Scenario: Secrets
    When I enter "ghp_0123456789012345678901234567890123hunter2" in "Note"
    And I fill in the return_request form with:
      | invoice-number | https://dana:hunter2@desk.example/ |
      | quantity       | 1 |
