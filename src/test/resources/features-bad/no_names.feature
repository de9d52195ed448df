@portal:desk
Feature:

  Scenario:
    When I sign in to desk
