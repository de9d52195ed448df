@portal:grants @entity:acme_networks @signup
Feature: Registering at Grants.gov

  Scenario: The entity applies for an account
    When I sign up at grants as acme_networks with:
      | role | Authorized representative |
    Then the account is requested
