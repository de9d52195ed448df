@portal:desk
Feature: Signing in
  As a buyer I want to sign in.
