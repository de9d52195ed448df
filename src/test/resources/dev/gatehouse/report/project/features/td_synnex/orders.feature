@portal:td_synnex @entity:acme_networks @form
Feature: Place an order

  Scenario Outline: Order <count> of <article>
    When we fill in
      | article  | <article>       |
      | count    | <count>         |
      | password | canary-5Hq8-xyz |
    Then the account page is shown

    Examples:
      | article | count |
      | switch  | 2     |
      | router  | 1     |
      | router  | 1     |

  Scenario: Order something unknown
    When we order something nobody has defined
    Then the account page is shown
