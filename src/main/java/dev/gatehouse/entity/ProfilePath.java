package dev.gatehouse.entity;

import dev.gatehouse.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The paths of an entity's values, such as {@code contacts.primary.email}, and what else they may
 * be called.
 */
public final class ProfilePath {

  /** Stands for any name or number in a path. */
  private static final String ANY = "*";

  private static final List<Known> KNOWN = known();

  private record Known(List<String> path, List<String> canonical) {}

  private ProfilePath() {}

  /** Returns whether an entity's file could have a value at a path. */
  public static boolean isKnown(String path) {
    return path.matches("extra(\\.[a-z0-9_-]+)+") || find(path).isPresent();
  }

  /** Returns the path under which a value is kept: {@code address.city} is really level 2. */
  public static String canonical(String path) {
    return find(path).map(known -> fill(known.canonical(), path)).orElse(path);
  }

  /** Returns the known path that was probably meant. */
  public static Optional<String> nearest(String path) {
    int parts = path.split("\\.", -1).length;
    return Nearest.to(
        path,
        KNOWN.stream()
            .filter(known -> known.path().size() == parts)
            .map(known -> fill(known.path(), path))
            .toList());
  }

  private static Optional<Known> find(String path) {
    List<String> parts = List.of(path.split("\\.", -1));
    return KNOWN.stream().filter(known -> fits(known.path(), parts)).findFirst();
  }

  private static boolean fits(List<String> pattern, List<String> parts) {
    if (pattern.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      boolean fits =
          pattern.get(i).equals(ANY)
              ? parts.get(i).matches("[a-z0-9_-]+")
              : pattern.get(i).equals(parts.get(i));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static String fill(List<String> pattern, String path) {
    List<String> parts = List.of(path.split("\\.", -1));
    List<String> filled = new ArrayList<>(pattern);
    for (int i = 0; i < filled.size(); i++) {
      if (filled.get(i).equals(ANY)) {
        filled.set(i, parts.get(i));
      }
    }
    return String.join(".", filled);
  }

  private static List<Known> known() {
    List<Known> all = new ArrayList<>();
    Stream.of("id", "legal-name").forEach(name -> all.add(new Known(List.of(name), List.of(name))));
    all.add(new Known(List.of("naics", ANY), List.of("naics", ANY)));
    add(all, List.of(), ProfileKey.TOP);
    for (String address : List.of("address", "mailing-address")) {
      add(all, List.of(address), ProfileKey.ADDRESS);
      all.add(new Known(List.of(address, "country-name"), List.of(address, "country-name")));
    }
    add(all, List.of("contacts", ANY), ProfileKey.CONTACT);
    add(all, List.of("certifications", ANY), ProfileKey.CERTIFICATION);
    return List.copyOf(all);
  }

  private static void add(List<Known> all, List<String> parent, List<ProfileKey> keys) {
    for (ProfileKey key : keys) {
      List<String> canonical = Stream.concat(parent.stream(), Stream.of(key.name())).toList();
      all.add(new Known(canonical, canonical));
      key.aliases()
          .forEach(
              alias ->
                  all.add(
                      new Known(
                          Stream.concat(parent.stream(), Stream.of(alias)).toList(), canonical)));
    }
  }
}
