package dev.gatehouse.secret;

/** A secret as it came from its store. Whoever asked for it closes the value. */
public record StoredSecret(SecretInfo info, Secret value) {}
