package dev.gatehouse.portal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form of a portal.
 *
 * @param name what feature files call it
 * @param title its heading, for people
 * @param page its path or address, if it has one
 * @param follow the links to click instead, by their texts
 * @param fields by the name feature files use, in the form's order
 * @param submit the text of the button that finally submits, if recognition needs the help
 * @param success what shows that it was accepted, beyond what is recognised by itself
 * @param failure texts that show that it was refused, beyond what is recognised by itself
 * @param reference a regular expression whose first group is the receipt's number, if recognition
 *     needs the help
 */
public record Form(
    String name,
    String title,
    Optional<String> page,
    List<String> follow,
    Map<String, FormField> fields,
    Optional<String> submit,
    Marks success,
    Marks failure,
    Optional<String> reference) {
  public Form {
    follow = List.copyOf(follow);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
