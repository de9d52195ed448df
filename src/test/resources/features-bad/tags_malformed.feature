@Portal:desk @entity
Feature: Signing in

  @severity:hgih @severity:criticl @portal_desk
  Scenario: First
    When I sign in to desk

  @protal:desk @entity: @severity=minor
  Scenario: Second
    When I sign in to desk
