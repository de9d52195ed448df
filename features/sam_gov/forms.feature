@portal:sam_gov @entity:acme_networks @form
Feature: Registering an entity at SAM.gov

  @critical
  Scenario: The entity is registered over five pages
    Given I am signed in to sam_gov
    When I fill in the registration form for acme_networks with:
      | mailing same        | no                                              |
      | mailing street      | PO Box 5501                                     |
      | mailing city        | Austin                                          |
      | mailing state       | Texas                                           |
      | mailing postal code | 78763                                           |
      | same contact        | Yes                                             |
      | veteran owned       | yes                                             |
      | delinquent          | No                                              |
      | certificate         | features/files/certificate-of-good-standing.pdf |
      | certification date  | 2026-10-01                                      |
    And I submit the form
    Then the submission is confirmed
    And the reference starts with "SAM-2026-"
