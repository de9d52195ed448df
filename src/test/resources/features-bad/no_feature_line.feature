Scenario: Signing in
  When I sign in to desk
  Then I am signed in
