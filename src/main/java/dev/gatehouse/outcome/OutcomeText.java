package dev.gatehouse.outcome;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An outcome with its evidence as plain text for a person, one fact a line: the attachment beside
 * the screenshot. Immutable.
 */
public final class OutcomeText {

  /** The attachment's media type; plain text needs no escaping anywhere. */
  public static final String MEDIA_TYPE = "text/plain";

  private static final int INDENT = 13;

  private final DateTimeFormatter times;

  /**
   * Creates a writer of outcomes.
   *
   * @param zone the zone times are told in
   */
  public OutcomeText(ZoneId zone) {
    this.times =
        DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss zzz", Locale.ENGLISH).withZone(zone);
  }

  /** Returns the text; lines end in a line feed. What is not known has no line. */
  public String of(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    add(lines, "Outcome", outcome.title());
    add(lines, "What", outcome.message());
    if (outcome instanceof Outcome.Failed failed) {
      add(lines, "What to do", failed.kind().advice());
      add(lines, "Try again", failed.kind().isTransient() ? "may help" : "does not help by itself");
    } else if (outcome instanceof Outcome.NeedsPerson person) {
      add(lines, "What to do", person.reason().advice());
    } else if (outcome instanceof Outcome.Done done) {
      done.reference().ifPresent(reference -> add(lines, "Reference", reference));
      done.validUntil().ifPresent(until -> add(lines, "Valid until", times.format(until)));
    }
    add(lines, "Page", outcome.evidence().title());
    add(lines, "Address", outcome.evidence().address());
    List<String> seen = outcome.evidence().observations();
    for (int i = 0; i < seen.size(); i++) {
      add(lines, i == 0 ? "Seen" : "", "- " + seen.get(i));
    }
    return String.join("\n", lines) + "\n";
  }

  /** Continues a value of several lines under its first one, so that no value looks like a fact. */
  private static void add(List<String> lines, String name, String value) {
    if (value.isBlank()) {
      return;
    }
    String label = name.isEmpty() ? "" : name + ":";
    String indented = value.strip().replaceAll("\\R", "\n" + " ".repeat(INDENT));
    lines.add(label + " ".repeat(INDENT - label.length()) + indented);
  }
}
