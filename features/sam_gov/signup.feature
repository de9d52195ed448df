@portal:sam_gov @entity:acme_networks @signup
Feature: Registering at SAM.gov

  Scenario: The entity applies for an account
    When I sign up at sam_gov as acme_networks
    Then the account is requested
