@portal:dh
Feature: D&H works

  @health @login @entity:baobab_fibre @severity:minor
  Scenario: Sign in with the stored account
    When the portal lets us in

  @entity:baobab_fibre @health
  Scenario: Gatehouse itself fails
    When Gatehouse has a defect

  Scenario: Nobody tagged <i>this</i>
    When the portal lets us in
