@portal:fibre
Feature: Signing up

  Scenario: Not there
    When I sign up at fibre as acme
