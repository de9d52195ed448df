Feature: Signing in

  Scenario Outline: Everywhere
    When I log in to <portal>
    Then I am signed in

    @portal:desk
    Examples:
      | portal |
      | desk   |

    @portal:fibre
    Examples:
      | portal |
      | fibre  |
