package dev.gatehouse.portal;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The portals there are, by name. Immutable. */
public final class Portals {

  private final SortedMap<String, Portal> byName = new TreeMap<>(Comparator.naturalOrder());

  public Portals(Collection<Portal> portals) {
    portals.forEach(portal -> byName.put(portal.name(), portal));
  }

  /** Returns all of them, by name. */
  public Collection<Portal> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Returns their names, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** Returns the portal of that name, if there is one. */
  public Optional<Portal> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
