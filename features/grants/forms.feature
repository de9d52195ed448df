@portal:grants @entity:acme_networks @form
Feature: Applying for a grant at Grants.gov

  Scenario: The intent to apply is sent
    Given I am signed in to grants
    When I fill in the application form for acme_networks with:
      | opportunity number | RUS-2026-0142                            |
      | project title      | Rural fibre for Hays County              |
      | amount             | 250000                                   |
      | start date         | 2027-03-01                               |
      | end date           | 2028-02-29                               |
      | abstract           | Forty miles of fibre to three townships. |
      | applicant type     | Small business                           |
      | attachment         | features/files/budget-justification.pdf  |
    And I submit the form
    Then the submission is confirmed
    And the reference starts with "GRANT-"
