package dev.gatehouse.step;

import dev.gatehouse.secret.Secret;

/** A password's change that a run is about, and what becomes of it. */
public interface PasswordChange {

  /** Returns an id, another one for each change. */
  String id();

  /** Returns which of the portal's accounts. */
  String account();

  /** Returns the new password. */
  Secret next();

  /** The portal is about to be told. */
  void sending();

  /** The portal said that it did not take it. */
  void refused();

  /** Somebody signed in with it. */
  void proven();

  /** The portal did not let somebody in with it. */
  void disproven();
}
