@portal:osn @entity:baobab_fibre @form
Feature: Ordering at Open Service Network

  Scenario: A fibre line is ordered
    Given I am signed in to osn
    When I fill in the service_order form for baobab_fibre with:
      | customer          | Kloof Street Books            |
      | street address    | 14 Kloof Street, Cape Town    |
      | postal code       | 8001                          |
      | product           | Business Fibre 500/500        |
      | installation date | 2027-02-01                    |
      | router            | yes                           |
    And I submit the form
    Then the submission is confirmed
    And the reference starts with "OSN-"
