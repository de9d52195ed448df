@portal:desk @entity:acme
Feature: Signing in

  @portal:fibre @entity:baobab
  Scenario: Which one
    When I sign in to desk
