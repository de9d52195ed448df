package dev.gatehouse.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows every live secret value and cleans it out of whatever is written anywhere. Thread-safe. */
public final class Redactor {

  /** What stands where a secret stood. */
  public static final String MARK = "[REDACTED]";

  // Shorter values are words and numbers that stand everywhere; cleaning them would shred the text.
  private static final int SHORTEST = 4;

  private final Set<String> values = ConcurrentHashMap.newKeySet();

  /** Has the value, as it is and percent-encoded, cleaned from all later texts. */
  public void watch(Secret secret) {
    String value = secret.reveal();
    if (value.length() >= SHORTEST) {
      values.add(value);
      values.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** Returns the text without any watched value. */
  public String clean(String text) {
    String cleaned = text;
    for (String value :
        values.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      cleaned = cleaned.replace(value, MARK);
    }
    return cleaned;
  }
}
