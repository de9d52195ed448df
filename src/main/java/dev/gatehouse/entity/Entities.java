package dev.gatehouse.entity;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The entities there are, by id. Immutable. */
public final class Entities {

  private final SortedMap<String, Entity> byId = new TreeMap<>(Comparator.naturalOrder());

  public Entities(Collection<Entity> entities) {
    entities.forEach(entity -> byId.put(entity.id(), entity));
  }

  /** Returns all of them, by id. */
  public Collection<Entity> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** Returns their ids, sorted. */
  public Set<String> ids() {
    return Collections.unmodifiableSet(byId.keySet());
  }

  /** Returns the entity of that id, if there is one. */
  public Optional<Entity> withId(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
