@portal:dh @entity:acme_networks @signup
Feature: Registering at D&H

  Scenario: The entity applies for an account
    When I sign up at dh as acme_networks with:
      | business | Value-added resale |
    Then the account is requested
