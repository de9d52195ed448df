package dev.gatehouse.sandbox;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The box that asks a visitor to prove to be human. Nothing here solves it. */
final class Captcha {
  /** The field the box's answer comes in. */
  static final String FIELD = "g-recaptcha-response";

  private static final String BOX =
      """
      <div class="g-recaptcha" data-sitekey="sandbox-site-key" style="margin:12px 0">
      <p>Please verify you are human</p>
      <iframe title="reCAPTCHA" src="/recaptcha/api2/anchor" width="304" height="78"
       style="border:0"></iframe>
      <img src="/recaptcha/challenge.svg" alt="Type the characters you see" width="200" height="60">
      <textarea name="g-recaptcha-response" style="display:none"></textarea>
      </div>
      """;

  private Captcha() {}

  static String into(String html) {
    Document document = Jsoup.parse(html);
    document.outputSettings().prettyPrint(false);
    place(document);
    return document.outerHtml();
  }

  static String intoFragment(String html) {
    Document document = Jsoup.parseBodyFragment(html);
    document.outputSettings().prettyPrint(false);
    place(document);
    return document.body().html();
  }

  private static void place(Document document) {
    Element password = document.selectFirst("input[type=password], [type=password]");
    Element form = password == null ? document.selectFirst("form") : password.closest("form");
    Element submit =
        form == null ? null : form.selectFirst("button[type=submit], input[type=submit], button");
    if (submit != null) {
      Element row = submit.parent();
      // Beside the button in a table's cell, or else above the whole row of buttons.
      boolean rowOfButtons = row != null && row.hasAttr("data-actions");
      if (row != null && rowOfButtons && !row.normalName().equals("td")) {
        row.before(BOX);
      } else {
        submit.before(BOX);
      }
    }
  }
}
