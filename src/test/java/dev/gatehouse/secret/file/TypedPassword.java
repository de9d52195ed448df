package dev.gatehouse.secret.file;

import dev.gatehouse.secret.MasterPassword;
import dev.gatehouse.secret.Secret;
import java.util.concurrent.atomic.AtomicInteger;

/** A person who types the passwords given, and counts how often. */
final class TypedPassword implements MasterPassword {

  static final String RIGHT = "correct horse battery staple";

  private final String existing;
  private final String chosen;
  private final AtomicInteger asked = new AtomicInteger();

  TypedPassword(String existing, String chosen) {
    this.existing = existing;
    this.chosen = chosen;
  }

  static TypedPassword right() {
    return new TypedPassword(RIGHT, RIGHT);
  }

  @Override
  public Secret existing(String place) {
    asked.incrementAndGet();
    return new Secret(existing);
  }

  @Override
  public Secret chosen(String place) {
    asked.incrementAndGet();
    return new Secret(chosen);
  }

  int timesAsked() {
    return asked.get();
  }
}
