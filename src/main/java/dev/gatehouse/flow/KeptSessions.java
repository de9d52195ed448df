package dev.gatehouse.flow;

import java.util.Optional;

/** Where sessions are kept between scenarios. Implementations are thread-safe. */
public interface KeptSessions {

  /** Returns the session kept under the key, if there is one. */
  Optional<KeptSession> find(KeptSession.Key key);

  /** Keeps a session, in place of one kept before. */
  void keep(KeptSession.Key key, KeptSession session);

  /** Forgets a session. */
  void drop(KeptSession.Key key);
}
