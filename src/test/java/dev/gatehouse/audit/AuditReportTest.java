package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.AuditReport.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReportTest {

  private static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir private Path temp = Path.of("replaced");

  private Path folder() {
    return temp.resolve("audit");
  }

  private void write(AuditEntry... entries) {
    try (AuditLog log =
        Logs.open(folder(), Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC))) {
      for (AuditEntry entry : entries) {
        log.append(entry);
      }
    }
  }

  private static AuditEntry entry(
      String time, String action, String portal, String entity, String outcome) {
    return new AuditEntry(
        UUID.randomUUID(),
        "run",
        "",
        Instant.parse(time),
        action,
        portal,
        entity,
        "sandbox",
        "ann",
        "box",
        outcome,
        "",
        Map.of());
  }

  private void writeSome() {
    write(
        entry("2026-11-01T00:00:00Z", "sign-in", "dh", "acme", "done"),
        entry("2026-11-01T23:59:59Z", "submit-form", "dh", "acme", "failed"),
        entry("2026-11-02T00:00:00Z", "sign-in", "osn", "", "needs-person"));
  }

  @Test
  void actions_are_counted_by_portal_entity_action_and_user() throws IOException {
    writeSome();
    assertThat(AuditReport.of(folder(), ALL))
        .isEqualTo(
            new AuditReport(
                new Count(3, 1, 1, 1),
                Map.of(
                    "portal",
                    Map.of("dh", new Count(2, 1, 1, 0), "osn", new Count(1, 0, 0, 1)),
                    "entity",
                    Map.of("acme", new Count(2, 1, 1, 0), "", new Count(1, 0, 0, 1)),
                    "action",
                    Map.of("sign-in", new Count(2, 1, 0, 1), "submit-form", new Count(1, 0, 1, 0)),
                    "user",
                    Map.of("ann", new Count(3, 1, 1, 1))),
                0));
    Files.writeString(folder().resolve("2026-11.jsonl"), "no entry\n", StandardOpenOption.APPEND);
    assertThat(AuditReport.of(folder(), ALL).unreadable()).isEqualTo(1);
  }

  @Test
  void a_filter_takes_days_names_and_actions() {
    writeSome();
    AuditFilter day =
        new AuditFilter(
            Optional.of(Instant.parse("2026-11-01T00:00:00Z")),
            Optional.of(Instant.parse("2026-11-02T00:00:00Z")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(AuditReport.of(folder(), day).total()).isEqualTo(new Count(2, 1, 1, 0));
    AuditFilter named =
        new AuditFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of("dh"),
            Optional.of("acme"),
            Optional.of("submit-form"));
    assertThat(AuditReport.of(folder(), named).total()).isEqualTo(new Count(1, 0, 1, 0));
  }

  @Test
  void text_a_portal_or_a_person_put_in_does_no_harm_where_it_is_read() {
    String formula = "=HYPERLINK(\"http://x\",\"y\")";
    String page = "<script>alert('x')</script>&\"";
    String escape = "a\u202eb\u2028c\u200bd";
    write(
        entry("2026-11-01T00:00:00Z", "sign-in", formula, page, "done"),
        entry("2026-11-01T00:00:00Z", " +sign-in", escape, "", "done"));
    ReportText text = new ReportText(AuditReport.of(folder(), ALL), "<period>");
    assertThat(text.csv())
        .isEqualTo(
            String.join(
                "\r\n",
                List.of(
                    "by,name,total,succeeded,failed,needs-person",
                    "\"all\",\"\",2,2,0,0",
                    "\"portal\",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",1,1,0,0",
                    "\"portal\",\"a\\u202eb\\u2028c\\u200bd\",1,1,0,0",
                    "\"entity\",\"\",1,1,0,0",
                    "\"entity\",\"<script>alert('x')</script>&\"\"\",1,1,0,0",
                    "\"action\",\"' +sign-in\",1,1,0,0",
                    "\"action\",\"sign-in\",1,1,0,0",
                    "\"user\",\"ann\",2,2,0,0",
                    "")));
    assertThat(text.html())
        .contains(
            "<p>&lt;period&gt;</p>",
            "<td>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;</td>",
            "<td>a\\u202eb\\u2028c\\u200bd</td>",
            "default-src 'none'")
        .doesNotContain("<script");
    assertThat(text.table().get(3))
        .containsExactly("portal", "a\\u202eb\\u2028c\\u200bd", "1", "1", "0", "0");
    assertThat(SafeText.terminal("\u001b]0;x\u0007\u009b31m\ud83d\ude00"))
        .isEqualTo("\\u001b]0;x\\u0007\\u009b31m\ud83d\ude00");
    assertThat(text.table().toString().getBytes(UTF_8)).doesNotContain(0x1b, 0x07);
  }
}
