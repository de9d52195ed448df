package dev.gatehouse.portal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A web site we work at, as {@code portals/<name>.yaml} defines it. Immutable.
 *
 * @param file the file it was read from
 * @param name lower-case, digits and underscores; the file's name without its ending
 * @param title what people call it
 * @param description what we use it for, or empty
 * @param icon an icon for overviews: a name or an address, if it has one
 * @param group the heading it stands under on overviews, or empty
 * @param entities the ids of the entities that have, or shall have, an account there
 * @param risk how much harm a mistake there does
 * @param environments by name ({@code sandbox}, {@code production}), at least one
 * @param login how one signs in
 * @param session how long a session holds and how it is proven
 * @param places named pages one can go to, by name
 * @param signUp the registration form, if accounts can be registered
 * @param forms the forms that can be filled in, by name
 * @param locators CSS pinned for an intent ({@code submit}, {@code username}), usually none
 * @param healing what may be done through a healing nobody has approved
 * @param requires what one needs before using it, one line each (for the documentation)
 * @param notes free text for people, or empty
 * @param lastVerified when a person last checked the definition against the portal
 * @param deadline how long one operation may take, 300 s unless set
 */
public record Portal(
    Path file,
    String name,
    String title,
    String description,
    Optional<String> icon,
    String group,
    List<String> entities,
    Risk risk,
    Map<String, Environment> environments,
    Login login,
    Session session,
    Map<String, Place> places,
    Optional<Form> signUp,
    Map<String, Form> forms,
    Map<String, String> locators,
    HealingRules healing,
    List<String> requires,
    String notes,
    Optional<LocalDate> lastVerified,
    Duration deadline) {

  public Portal {
    entities = List.copyOf(entities);
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    locators = Collections.unmodifiableMap(new LinkedHashMap<>(locators));
    requires = List.copyOf(requires);
  }

  /** Returns this portal with signing out at the end of every scenario. */
  Portal signedOutOnExit() {
    return new Portal(
        file,
        name,
        title,
        description,
        icon,
        group,
        entities,
        risk,
        environments,
        login,
        session.signedOutOnExit(),
        places,
        signUp,
        forms,
        locators,
        healing,
        requires,
        notes,
        lastVerified,
        deadline);
  }

  /** Returns the place a feature file calls so; spaces stand for dashes or underscores. */
  public Optional<Place> place(String called) {
    return Optional.ofNullable(places.get(called))
        .or(() -> Optional.ofNullable(places.get(called.replace(' ', '-'))))
        .or(() -> Optional.ofNullable(places.get(called.replace(' ', '_'))));
  }

  /** Returns the form a feature file calls so; spaces stand for underscores, case is ignored. */
  public Optional<Form> form(String called) {
    return Optional.ofNullable(forms.get(called))
        .or(
            () ->
                Optional.ofNullable(forms.get(called.toLowerCase(Locale.ROOT).replace(' ', '_'))));
  }
}
