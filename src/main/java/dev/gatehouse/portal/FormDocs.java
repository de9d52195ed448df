package dev.gatehouse.portal;

/** Writes the documentation of one form. */
final class FormDocs {

  private final StringBuilder out;
  private final Form form;

  FormDocs(StringBuilder out, Form form) {
    this.out = out;
    this.form = form;
  }

  void write(String sort) {
    out.append("\n#### ").append(sort).append(": ").append(Markdown.text(form.title()));
    out.append("\n\n| | |\n|---|---|\n| Name | ").append(Markdown.codeInTable(form.name()));
    out.append(" |\n");
    String way = PortalDocs.way(form.page().stream().toList(), form.follow());
    if (!way.isEmpty()) {
      out.append("| Reached by | ").append(way).append(" |\n");
    }
    if (!form.fields().isEmpty()) {
      out.append("\n| Field | On the page | Value | Rule | Required |\n|---|---|---|---|---|\n");
      form.fields().values().forEach(this::field);
    }
  }

  private void field(FormField field) {
    out.append("| ")
        .append(Markdown.codeInTable(field.name()))
        .append(" | ")
        .append(Markdown.text(field.label().orElse("")))
        .append(" | ")
        .append(value(field))
        .append(" | ")
        .append(field.rule().map(rule -> Markdown.text(rule.explanation())).orElse(""))
        .append(" | ")
        .append(field.required() ? "yes" : "")
        .append(" |\n");
  }

  private static String value(FormField field) {
    if (field.secret()) {
      return "from the account (secret)";
    }
    if (field.fixed().isPresent()) {
      return "always: " + Markdown.text(field.fixed().get());
    }
    if (!field.allowed().isEmpty()) {
      return "one of: " + PortalDocs.texts(field.allowed(), "");
    }
    return field.from().map(path -> "entity's " + Markdown.codeInTable(path)).orElse("");
  }
}
