@portal:ingram_micro @entity:acme_networks @signup
Feature: Registering at Ingram Micro

  Scenario: The entity applies for an account
    When I sign up at ingram_micro as acme_networks
    Then the account is requested
