@portal:desk
Feature: Signing in

  Scenario: Right
    When I sign in to desk

  Background:
    Given I am at desk without signing in
