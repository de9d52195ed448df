@portal:td_synnex @entity:acme_networks @form
Feature: Returning goods to TD SYNNEX

  Scenario: A damaged switch is returned
    Given I am signed in to td_synnex
    When I fill in the return_request form for acme_networks with:
      | invoice number | INV-2026-00417      |
      | sku            | SW-24P-POE          |
      | quantity       | 1                   |
      | reason         | Damaged in transit  |
      | comment        | The box was crushed |
    And I submit the form
    Then the submission is confirmed
    And the reference starts with "RMA-"
