package dev.gatehouse.lint;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.flow.FormValues;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.problem.Position;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.rule.SecretShape;
import dev.gatehouse.step.StepMatch;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what a step gives to a form, together with what the entity's profile has for it. */
record FormCheck(Known known, Problems problems) {

  void check(StepUse step, StepMatch match, Optional<Portal> portal) {
    Set<String> refused = new HashSet<>();
    if (!hasTwoColumns(step)) {
      return;
    }
    Map<String, SourceText> rows = rows(step, refused);
    if (portal.isEmpty()) {
      return;
    }
    Optional<String> entityId = value(match, "entity");
    Optional<Entity> entity = entityId.flatMap(known::entity);
    if (entityId.isPresent() && entity.isEmpty()) {
      return;
    }
    form(step, match, portal.get()).ifPresent(form -> values(step, form, entity, rows, refused));
  }

  /** Returns the rows that can be given to a form: each value by its key. */
  private Map<String, SourceText> rows(StepUse step, Set<String> refused) {
    Map<String, SourceText> rows = new LinkedHashMap<>();
    for (List<SourceText> row : step.table()) {
      SourceText key = row.get(0);
      if (SecretLines.isName(key.text())) {
        refused.add(key.text());
        problems.add(SecretLines.problem(key.at(), "\"" + key.text() + "\""));
      } else if (key.text().isBlank()) {
        problems.add(Problem.at(key.at(), "a row that does not say which field"));
      } else if (rows.isEmpty() && isHeading(row)) {
        refused.add(key.text());
        problems.add(
            Problem.at(key.at(), "a heading in the table")
                .expected("fields and their values only")
                .hint("delete the row"));
      } else if (rows.containsKey(key.text())) {
        problems.add(
            Problem.at(key.at(), "a second row for \"" + key.text() + "\"")
                .hint("keep one of them"));
      }
      rows.putIfAbsent(key.text(), row.get(1));
    }
    return rows;
  }

  private static boolean isHeading(List<SourceText> row) {
    return row.get(0).text().matches("(?i)field|name|key|label")
        && row.get(1).text().matches("(?i)values?");
  }

  private boolean hasTwoColumns(StepUse step) {
    Optional<List<SourceText>> wrong =
        step.table().stream().filter(row -> row.size() != 2).findFirst();
    wrong.ifPresent(
        row ->
            problems.add(
                Problem.at(
                        row.get(0).at(),
                        "a row with " + row.size() + (row.size() == 1 ? " cell" : " cells"))
                    .expected("two: a field and its value")));
    return wrong.isEmpty();
  }

  private Optional<Form> form(StepUse step, StepMatch match, Portal portal) {
    if (!match.step().expression().startsWith("I sign up ")) {
      return value(match, "form").flatMap(portal::form);
    }
    if (portal.signUp().isEmpty()) {
      problems.add(
          Problem.at(step.at(), "the portal \"" + portal.name() + "\" has no sign-up form")
              .expected("\"sign-up:\" in its definition"));
    }
    return portal.signUp();
  }

  private static Optional<String> value(StepMatch match, String kind) {
    return match.arguments().stream()
        .filter(argument -> argument.kind().equals(kind))
        .map(StepMatch.Argument::value)
        .findFirst();
  }

  private void values(
      StepUse step,
      Form form,
      Optional<Entity> entity,
      Map<String, SourceText> rows,
      Set<String> refused) {
    Map<String, String> given = new LinkedHashMap<>();
    rows.forEach(
        (key, value) -> {
          if (!key.isBlank() && !value.text().isBlank()) {
            given.put(key, value.text());
          }
        });
    for (FormValues.FieldProblem problem :
        FormValues.of(form, entity, given, Optional.empty()).problems()) {
      boolean told =
          problem.row().map(refused::contains).orElse(false)
              || SecretShape.isValue(problem.message());
      if (!told) {
        Position at = problem.row().flatMap(key -> keyPosition(step, key)).orElseGet(step::at);
        problems.add(Problem.at(at, asPart(problem.message())));
      }
    }
  }

  private static Optional<Position> keyPosition(StepUse step, String key) {
    return step.table().stream()
        .filter(row -> row.get(0).text().equals(key))
        .map(row -> row.get(0).at())
        .findFirst();
  }

  /** Returns a sentence as the part of a message it becomes. */
  private static String asPart(String sentence) {
    String part = sentence.replaceFirst("\\.$", "");
    return part.isEmpty() ? part : Character.toLowerCase(part.charAt(0)) + part.substring(1);
  }
}
