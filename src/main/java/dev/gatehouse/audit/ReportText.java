package dev.gatehouse.audit;

import dev.gatehouse.audit.AuditReport.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a report so that no text in it does harm where it is read. Thread-safe. */
public final class ReportText {

  private static final List<String> HEAD =
      List.of("by", "name", "total", "succeeded", "failed", "needs-person");

  private final AuditReport report;
  private final String period;

  /**
   * @param period what the report is about, in words
   */
  public ReportText(AuditReport report, String period) {
    this.report = report;
    this.period = period;
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("all", "", report.total()));
    report
        .groups()
        .forEach((by, counts) -> counts.forEach((name, count) -> rows.add(row(by, name, count))));
    return rows;
  }

  private static List<String> row(String by, String name, Count count) {
    return List.of(
        by,
        name,
        Long.toString(count.total()),
        Long.toString(count.succeeded()),
        Long.toString(count.failed()),
        Long.toString(count.person()));
  }

  /** Returns rows for a terminal, the first their heads. */
  public List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    table.add(HEAD);
    for (List<String> row : rows()) {
      table.add(
          row.stream().map(SafeText::terminal).map(text -> text.isEmpty() ? "-" : text).toList());
    }
    return table;
  }

  /** Returns comma-separated values (RFC 4180). */
  public String csv() {
    StringBuilder csv = new StringBuilder(String.join(",", HEAD)).append("\r\n");
    for (List<String> row : rows()) {
      csv.append(SafeText.csv(row.get(0))).append(',').append(SafeText.csv(row.get(1)));
      row.subList(2, row.size()).forEach(number -> csv.append(',').append(number));
      csv.append("\r\n");
    }
    return csv.toString();
  }

  /** Returns one HTML page that loads and runs nothing. */
  public String html() {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    html.append("style-src 'unsafe-inline'\">\n<title>Audit report</title>\n<style>\n");
    html.append(
        "body { font-family: sans-serif }\ntd, th { padding: 0.2em 1em; text-align: left }\n");
    html.append("td:nth-child(n+3) { text-align: right }\n</style>\n</head>\n<body>\n");
    html.append("<h1>Audit report</h1>\n<p>").append(SafeText.html(period)).append("</p>\n");
    html.append("<table>\n<tr>");
    HEAD.forEach(head -> html.append("<th>").append(head).append("</th>"));
    html.append("</tr>\n");
    for (List<String> row : rows()) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(SafeText.html(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.append("</table>\n</body>\n</html>\n").toString();
  }

  /** Returns the report as maps, texts and numbers, for JSON. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("period", period);
    fields.put("all", counts(report.total()));
    report
        .groups()
        .forEach(
            (by, counts) -> {
              Map<String, Object> names = new LinkedHashMap<>();
              counts.forEach((name, count) -> names.put(name, counts(count)));
              fields.put(by, names);
            });
    fields.put("unreadable", report.unreadable());
    return fields;
  }

  private static Map<String, Object> counts(Count count) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("total", count.total());
    fields.put("succeeded", count.succeeded());
    fields.put("failed", count.failed());
    fields.put("needs-person", count.person());
    return fields;
  }
}
