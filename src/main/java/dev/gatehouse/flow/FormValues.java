package dev.gatehouse.flow;

import dev.gatehouse.entity.Entity;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.FormField;
import dev.gatehouse.problem.Nearest;
import dev.gatehouse.secret.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values a form is filled with: what the feature file gives, what the entity's profile says,
 * what the definition fixes, what the account's secrets are; checked before a page is opened.
 *
 * @param values by the fields' names, in the form's order
 * @param problems everything that is wrong with them; empty when the form may be filled in
 */
public record FormValues(Map<String, String> values, List<FieldProblem> problems) {

  /** A row of the table: the key as it is written, and its value. */
  private record Row(String key, String value) {}

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9-]+)}");

  /**
   * Something wrong with a value.
   *
   * @param row the key of the table's row it stands in, if it stands in the table
   * @param message what is wrong and what to do, for a person
   */
  public record FieldProblem(Optional<String> row, String message) {}

  public FormValues {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    problems = List.copyOf(problems);
  }

  /**
   * Puts a form's values together.
   *
   * @param given by the names the feature file uses; case, spaces, dashes do not matter
   * @param account whose secrets go into secret fields, if any are wanted now
   */
  public static FormValues of(
      Form form, Optional<Entity> entity, Map<String, String> given, Optional<Account> account) {
    List<FieldProblem> problems = new ArrayList<>();
    Map<String, Row> rows = rows(form, given, problems);
    Map<String, String> values = new LinkedHashMap<>();
    for (FormField field : form.fields().values()) {
      value(field, entity, rows, account, problems)
          .ifPresent(value -> values.put(field.name(), value));
    }
    if (form.fields().isEmpty()) {
      values.putAll(given);
    }
    fillPlaceholders(form, values, rows, problems);
    for (FormField field : form.fields().values()) {
      check(form, field, Optional.ofNullable(values.get(field.name())), row(rows, field), problems);
    }
    return new FormValues(values, problems);
  }

  private static Map<String, Row> rows(
      Form form, Map<String, String> given, List<FieldProblem> problems) {
    Map<String, Row> rows = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          Optional<FormField> field =
              form.fields().values().stream()
                  .filter(
                      f ->
                          fold(f.name()).equals(fold(key))
                              || f.label().map(l -> fold(l).equals(fold(key))).orElse(false))
                  .findFirst();
          if (field.isPresent()) {
            Row before = rows.put(field.get().name(), new Row(key, value));
            if (before != null) {
              problems.add(
                  inRow(
                      key,
                      "\"%s\" and \"%s\" are the same field; keep one of the rows."
                          .formatted(before.key(), key)));
            }
          } else if (!form.fields().isEmpty()) {
            problems.add(
                inRow(
                    key,
                    "The form \"%s\" has no field \"%s\"; it has: %s.%s"
                        .formatted(
                            form.name(),
                            key,
                            String.join(", ", form.fields().keySet()),
                            Nearest.to(key, form.fields().keySet())
                                .map(near -> " Did you mean \"" + near + "\"?")
                                .orElse(""))));
          }
        });
    return rows;
  }

  private static Optional<String> row(Map<String, Row> rows, FormField field) {
    return Optional.ofNullable(rows.get(field.name())).map(Row::key);
  }

  private static FieldProblem inRow(String key, String message) {
    return new FieldProblem(Optional.of(key), message);
  }

  private static Optional<String> value(
      FormField field,
      Optional<Entity> entity,
      Map<String, Row> rows,
      Optional<Account> account,
      List<FieldProblem> problems) {
    Optional<Row> own = Optional.ofNullable(rows.get(field.name()));
    if (field.secret()) {
      own.ifPresent(
          row ->
              problems.add(
                  inRow(
                      row.key(),
                      "\"%s\" is a secret; it comes from the account and cannot stand in a feature file."
                          .formatted(field.name()))));
      return account.map(a -> secret(field, a));
    }
    if (field.fixed().isPresent()) {
      own.filter(row -> !row.value().equals(field.fixed().get()))
          .ifPresent(
              row ->
                  problems.add(
                      inRow(
                          row.key(),
                          "\"%s\" is fixed to \"%s\" and cannot be set to \"%s\"; take it out of the table."
                              .formatted(field.name(), field.fixed().get(), row.value()))));
      return field.fixed();
    }
    return own.map(Row::value)
        .or(
            () ->
                entity.flatMap(
                    e -> EntityValues.find(e, field.from(), field.intent().orElse(field.name()))));
  }

  private static String secret(FormField field, Account account) {
    String kind = field.intent().orElse(field.name());
    return kind.contains("user") || kind.contains("email")
        ? account.username()
        : account.password().reveal();
  }

  private static void fillPlaceholders(
      Form form, Map<String, String> values, Map<String, Row> rows, List<FieldProblem> problems) {
    values.replaceAll(
        (name, value) -> {
          FormField field = form.fields().get(name);
          if (field == null || field.fixed().isEmpty()) {
            return value;
          }
          Matcher matcher = PLACEHOLDER.matcher(value);
          StringBuilder filled = new StringBuilder();
          while (matcher.find()) {
            String other = values.get(matcher.group(1));
            // A required one that is missing is told by itself.
            if (other == null && !isRequired(form, matcher.group(1))) {
              problems.add(
                  new FieldProblem(
                      row(rows, field),
                      "\"%s\" is fixed to \"%s\", which needs a value for \"%s\"; give one in the table."
                          .formatted(name, value, matcher.group(1))));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(other == null ? "" : other));
          }
          return matcher.appendTail(filled).toString();
        });
  }

  private static boolean isRequired(Form form, String name) {
    FormField field = form.fields().get(name);
    return field != null && field.required();
  }

  private static void check(
      Form form,
      FormField field,
      Optional<String> value,
      Optional<String> row,
      List<FieldProblem> problems) {
    if (value.isEmpty() || value.get().isBlank()) {
      if (field.required() && !field.secret()) {
        problems.add(
            new FieldProblem(
                row,
                "The form \"%s\" needs a value for \"%s\"; give it in the table%s."
                    .formatted(
                        form.name(),
                        field.name(),
                        field
                            .from()
                            .map(from -> " or as " + from + " in the entity's profile")
                            .orElse(""))));
      }
      return;
    }
    if (field.secret()) {
      return;
    }
    if (!field.allowed().isEmpty() && !field.allowed().contains(value.get())) {
      problems.add(
          new FieldProblem(
              row,
              "\"%s\" cannot be \"%s\"; allowed: %s.%s"
                  .formatted(
                      field.name(),
                      value.get(),
                      String.join(", ", field.allowed()),
                      Nearest.to(value.get(), field.allowed())
                          .map(near -> " Did you mean \"" + near + "\"?")
                          .orElse(""))));
    }
    field
        .rule()
        .filter(rule -> !rule.accepts(value.get()))
        .ifPresent(
            rule ->
                problems.add(
                    new FieldProblem(
                        row,
                        "\"%s\" is \"%s\", expected %s (%s)."
                            .formatted(
                                field.name(), value.get(), rule.explanation(), rule.name()))));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
