package dev.gatehouse.portal;

import dev.gatehouse.rule.ValueRule;
import java.util.List;
import java.util.Optional;

/**
 * A field of a form.
 *
 * @param name what feature files call it: a WHATWG autofill name or a name of our own
 * @param label its label on the page, if the name does not say enough
 * @param intent the WHATWG (or business) field name it is recognised by; the name itself unless set
 * @param from the entity's value it is filled with when the feature file gives none, as a path
 *     ({@code address.postal-code}); empty for none
 * @param fixed the value it always has; nothing can override it. {@code {name}} stands for another
 *     field's value
 * @param allowed the only values it may have; empty for any
 * @param rule the rule its value must meet: a name from {@link ValueRule} or a regular expression
 *     between slashes
 * @param required whether a value must be there before the browser opens
 * @param secret whether its value is a secret, taken from the account and never from a feature file
 */
public record FormField(
    String name,
    Optional<String> label,
    Optional<String> intent,
    Optional<String> from,
    Optional<String> fixed,
    List<String> allowed,
    Optional<ValueRule> rule,
    boolean required,
    boolean secret) {
  public FormField {
    allowed = List.copyOf(allowed);
  }
}
