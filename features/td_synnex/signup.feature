@portal:td_synnex @entity:acme_networks @signup
Feature: Registering at TD SYNNEX

  Scenario: The entity applies for an account
    When I sign up at td_synnex as acme_networks
    Then the account is requested
