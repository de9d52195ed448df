@portal:desk
Feature: Uploading

  Scenario: No such file
    When I upload "files/certificate.pdf" to "Certificate"
