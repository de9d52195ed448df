package dev.gatehouse.secret.keyring;

import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of an item: a line with the value's version and times in milliseconds since 1970,
 * then the value as it is. So an item is whole in itself, whatever becomes of what lists it.
 */
record KeptValue(SecretInfo info, String value) {

  private static final Pattern FORM =
      Pattern.compile("gatehouse 1 (\\d{1,9}) (\\d{1,15}) (\\d{1,15})\n(.+)", Pattern.DOTALL);

  /** How many characters the first line may take at most, with its end. */
  static final int HEADER_LIMIT = 54;

  @Override
  public String toString() {
    return info.toString();
  }

  String content() {
    return "gatehouse 1 %d %d %d\n"
            .formatted(info.version(), info.created().toEpochMilli(), info.changed().toEpochMilli())
        + value;
  }

  static KeptValue parse(SecretName name, String content, String place) {
    Matcher form = FORM.matcher(content);
    try {
      if (form.matches()) {
        SecretInfo info =
            new SecretInfo(
                name,
                Integer.parseInt(form.group(1)),
                Instant.ofEpochMilli(Long.parseLong(form.group(2))),
                Instant.ofEpochMilli(Long.parseLong(form.group(3))));
        return new KeptValue(info, form.group(4));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw damaged(name, place);
    }
    throw damaged(name, place);
  }

  private static SecretStoreException damaged(SecretName name, String place) {
    return new SecretStoreException(
        Kind.DAMAGED,
        "%s in %s is not as Gatehouse wrote it. Delete it (gatehouse secret delete %s) and store it anew."
            .formatted(name, place, name));
  }
}
