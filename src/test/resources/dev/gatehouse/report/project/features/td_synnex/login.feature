@portal:td_synnex @entity:acme_networks @login
Feature: Sign in to TD SYNNEX
  Orders are placed with this account.
  It must <b>never</b> be locked out.

  @severity:critical
  Scenario: Sign in with the stored account
    When the portal lets us in
    Then the account page is shown

  Scenario: The portal is down
    When the portal ends with PORTAL_DOWN
    Then the account page is shown

  Scenario: A CAPTCHA is shown
    When a person is needed for CAPTCHA

  Rule: Expired passwords are changed

    Scenario: Sign in with the stored account
      When the portal lets us in

    Scenario: Sign in with the stored account
      When the portal lets us in

  Rule: Locked accounts stay locked

    @blocker
    Scenario: Sign in with the stored account
      When the portal ends with ACCOUNT_LOCKED
