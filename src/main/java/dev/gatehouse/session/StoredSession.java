package dev.gatehouse.session;

import java.time.Instant;

/**
 * What may be told of a kept session: everything but what one would be signed in with.
 *
 * @param risk the portal's when it was kept, in small letters
 * @param signedIn when the password was last given
 * @param verified when it was last proven alive
 * @param refreshCount how often it was renewed by signing in again
 */
public record StoredSession(
    String environment,
    String portal,
    String account,
    String risk,
    Instant signedIn,
    Instant verified,
    int refreshCount) {}
