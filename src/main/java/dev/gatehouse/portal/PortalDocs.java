package dev.gatehouse.portal;

import dev.gatehouse.entity.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the portals' documentation from their definitions, grouped by entity, as Markdown with
 * GitHub's tables. Texts of the definitions have no effect as Markdown or HTML.
 */
public final class PortalDocs {

  private final Definitions definitions;

  public PortalDocs(Definitions definitions) {
    this.definitions = definitions;
  }

  /** Returns the whole document. A portal of several entities stands under each. */
  public String markdown() {
    StringBuilder out = new StringBuilder("# Portals\n\n");
    out.append("Written from the definitions in `portals/`. Change those, not this page.\n");
    for (Entity entity : definitions.entities().all()) {
      section(
          out,
          Markdown.text(entity.legalName()),
          definitions.portals().all().stream()
              .filter(portal -> portal.entities().contains(entity.id()))
              .toList());
    }
    section(
        out,
        "Without an entity",
        definitions.portals().all().stream()
            .filter(portal -> portal.entities().isEmpty())
            .toList());
    return out.toString();
  }

  private static void section(StringBuilder out, String heading, List<Portal> portals) {
    if (!portals.isEmpty()) {
      out.append("\n## ").append(heading).append('\n');
      portals.forEach(portal -> portal(out, portal));
    }
  }

  private static void portal(StringBuilder out, Portal portal) {
    out.append("\n### ").append(Markdown.text(portal.title())).append("\n\n");
    if (!portal.description().isEmpty()) {
      out.append(Markdown.text(portal.description())).append("\n\n");
    }
    out.append("| | |\n|---|---|\n");
    row(out, "Name", Markdown.codeInTable(portal.name()));
    portal.environments().forEach((name, environment) -> environment(out, name, environment));
    if (!portal.group().isEmpty()) {
      row(out, "Group", Markdown.text(portal.group()));
    }
    row(out, "Risk", word(portal.risk()));
    row(out, "Requires", texts(portal.requires(), "nothing beyond an account"));
    row(out, "Sign-in", login(portal.login()));
    row(out, "Session", session(portal.session()));
    row(out, "Notes", texts(portal.notes().lines().toList(), "none"));
    row(out, "Last verified", portal.lastVerified().map(Object::toString).orElse("never"));
    places(out, portal);
    portal.signUp().ifPresent(form -> new FormDocs(out, form).write("Sign-up"));
    portal.forms().values().forEach(form -> new FormDocs(out, form).write("Form"));
  }

  private static void environment(StringBuilder out, String name, Environment environment) {
    row(out, "Address (" + name + ")", Markdown.codeInTable(environment.address()));
    if (!environment.allowedOrigins().isEmpty()) {
      row(
          out,
          "Further origins (" + name + ")",
          environment.allowedOrigins().stream()
              .map(Markdown::codeInTable)
              .collect(Collectors.joining("<br>")));
    }
  }

  private static void places(StringBuilder out, Portal portal) {
    if (portal.places().isEmpty()) {
      return;
    }
    out.append("\n#### Places\n\n| Place | Reached by |\n|---|---|\n");
    for (Place place : portal.places().values()) {
      row(
          out,
          Markdown.codeInTable(place.name()),
          way(place.page().stream().toList(), place.follow()));
    }
  }

  static String way(List<String> page, List<String> follow) {
    return Stream.concat(
            page.stream().map(Markdown::codeInTable), follow.stream().map(Markdown::text))
        .collect(Collectors.joining(" → "));
  }

  private static String login(Login login) {
    String shape =
        login.shape() == Login.LoginShape.AUTO ? "as the pages show" : word(login.shape());
    String code =
        login.oneTimeCode() == Login.OneTimeCode.NONE
            ? ""
            : ", then a one-time code (" + word(login.oneTimeCode()) + ")";
    return shape
        + (login.page().isEmpty() ? "" : ", at " + Markdown.codeInTable(login.page()))
        + code;
  }

  private static String session(Session session) {
    return "good for "
        + duration(session.validFor())
        + (session.page().isEmpty() ? "" : ", proven at " + Markdown.codeInTable(session.page()))
        + (session.signOutOnExit() ? ", signed out at the end of every scenario" : "")
        + (session.single() ? ", one at a time for each account" : "");
  }

  private static String duration(Duration duration) {
    if (duration.toMinutes() * 60 != duration.toSeconds()) {
      return duration.toSeconds() + " s";
    }
    return duration.toHours() * 60 == duration.toMinutes()
        ? duration.toHours() + " h"
        : duration.toMinutes() + " min";
  }

  static String texts(List<String> texts, String none) {
    return texts.isEmpty()
        ? none
        : texts.stream().map(Markdown::text).collect(Collectors.joining("<br>"));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void row(StringBuilder out, String name, String value) {
    out.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }
}
