package dev.gatehouse.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortalDocsTest {

  @TempDir private Path folder = Path.of("replaced");

  @Test
  void a_portal_stands_under_its_entity_with_all_a_person_needs() throws IOException {
    entity("acme", "Acme Networks LLC");
    portal(
        "shop",
        """
        title: The Shop
        description: Orders.
        entities: [acme]
        environments:
          sandbox: sandbox:shop
          production:
            address: https://shop.example/b2b
            allowed-origins: [https://login.example]
        login: {shape: identifier-first, page: /login, one-time-code: totp}
        session: {valid-for: 90min, page: /account}
        places:
          orders: {follow: [Orders, Open]}
        forms:
          cancel:
            page: /cancel
            fields:
              circuit: {rule: circuit-number, required: true}
              reason: {label: Why, fixed: Customer Service ISP}
              kind: {allowed: [full, partial]}
              email: contacts.primary.email
        requires: [An account, A token]
        notes: Ask first.
        last-verified: 2026-01-31
        """);

    assertThat(new PortalDocs(Definitions.load(folder)).markdown())
        .isEqualTo(
            """
            # Portals

            Written from the definitions in `portals/`. Change those, not this page.

            ## Acme Networks LLC

            ### The Shop

            Orders\\.

            | | |
            |---|---|
            | Name | `shop` |
            | Address (sandbox) | `sandbox:shop` |
            | Address (production) | `https://shop.example/b2b` |
            | Further origins (production) | `https://login.example` |
            | Risk | medium |
            | Requires | An account<br>A token |
            | Sign-in | identifier-first, at `/login`, then a one-time code (totp) |
            | Session | good for 90 min, proven at `/account` |
            | Notes | Ask first\\. |
            | Last verified | 2026-01-31 |

            #### Places

            | Place | Reached by |
            |---|---|
            | `orders` | Orders → Open |

            #### Form: Cancel

            | | |
            |---|---|
            | Name | `cancel` |
            | Reached by | `/cancel` |

            | Field | On the page | Value | Rule | Required |
            |---|---|---|---|---|
            | `circuit` |  |  | 3 to 20 letters, digits, \\_ or \\- | yes |
            | `reason` | Why | always: Customer Service ISP |  |  |
            | `kind` |  | one of: full<br>partial |  |  |
            | `email` |  | entity's `contacts.primary.email` |  |  |
            """);
  }

  @Test
  void a_portal_of_no_entity_stands_at_the_end() throws IOException {
    entity("acme", "Acme");
    portal("shop", "address: https://shop.example\n");

    assertThat(new PortalDocs(Definitions.load(folder)).markdown())
        .contains("\n## Without an entity\n\n### Shop\n")
        .doesNotContain("## Acme");
  }

  @Test
  void texts_of_a_definition_have_no_effect_as_markdown_or_html() throws IOException {
    entity("acme", "<img src=x onerror=alert(1)> & Sons");
    portal(
        "shop",
        """
        title: "# [click](javascript:alert(1)) *bold*"
        description: "line one\\n\\n## A heading\\n| a | b |\\n<script>alert(1)</script>"
        entities: [acme]
        address: "https://shop.example/a`b|c"
        notes: "1. &lt;b&gt; \\u202Eturned https://evil.example ![i](x)"
        """);

    String markdown = new PortalDocs(Definitions.load(folder)).markdown();

    assertThat(markdown)
        .contains("## &lt;img src\\=x onerror\\=alert\\(1\\)&gt; &amp; Sons\n")
        .contains("### \\# \\[click\\]\\(javascript\\:alert\\(1\\)\\) \\*bold\\*\n")
        .contains(
            "line one \\#\\# A heading \\| a \\| b \\| &lt;script&gt;alert\\(1\\)&lt;\\/script&gt;\n")
        .contains("| Address (production) | `` https://shop.example/a`b\\|c `` |")
        .contains(
            "| Notes | 1\\. &amp;lt;b&amp;gt; turned https\\:\\/\\/evil\\.example"
                + " \\!\\[i\\]\\(x\\) |")
        .doesNotContain("<img", "<script");
  }

  private void entity(String id, String legalName) throws IOException {
    Files.createDirectories(folder.resolve("entities"));
    Files.writeString(
        folder.resolve("entities").resolve(id + ".yaml"),
        "schema: 1\nid: " + id + "\nlegal-name: \"" + legalName + "\"\n");
  }

  private void portal(String name, String rest) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), "schema: 1\nname: " + name + "\n" + rest);
  }
}
