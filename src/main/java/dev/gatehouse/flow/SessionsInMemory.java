package dev.gatehouse.flow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps sessions as long as the process lives. Thread-safe. */
public final class SessionsInMemory implements KeptSessions {

  private final Map<KeptSession.Key, KeptSession> sessions = new ConcurrentHashMap<>();

  @Override
  public Optional<KeptSession> find(KeptSession.Key key) {
    return Optional.ofNullable(sessions.get(key));
  }

  @Override
  public void keep(KeptSession.Key key, KeptSession session) {
    sessions.put(key, session);
  }

  @Override
  public void drop(KeptSession.Key key) {
    KeptSession dropped = sessions.remove(key);
    if (dropped != null) {
      dropped.state().close();
    }
  }
}
