@portal:desk
Feature: Returns

  Scenario Outline: Each reason
    When I fill in the return_request form with:
      | invoice-number | INV-1      |
      | quantity       | <quantity> |
      | reason         | <reason>   |

    Examples:
      | quantity | reason  |
      | 1        | Damaged |
      | one      | Damaged |
      | 2        | Broken  |
