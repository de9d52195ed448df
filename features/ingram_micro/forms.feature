@portal:ingram_micro @entity:acme_networks @form
Feature: Asking Ingram Micro for a quote

  Scenario: A quote for access points
    Given I am signed in to ingram_micro
    When I fill in the quote_request form for acme_networks with:
      | sku       | AP-635-US  |
      | quantity  | 12         |
      | needed by | 2027-02-15 |
    And I submit the form
    Then the submission is confirmed
    And the reference starts with "QT-"
