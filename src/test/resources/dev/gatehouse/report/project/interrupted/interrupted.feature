Feature: A run that ends too early

  Scenario: Interrupted
    When the run is interrupted
