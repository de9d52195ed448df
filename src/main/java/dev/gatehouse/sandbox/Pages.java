package dev.gatehouse.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns templates into what a site sends, as its conditions have it. Thread-safe. */
final class Pages {
  private final Templates templates;

  Pages(Templates templates) {
    this.templates = templates;
  }

  String page(Site site, String layout, String template, Map<String, Object> model, boolean login) {
    boolean moved = login && site.conditions().has(Fault.CHANGED);
    Map<String, Object> outer = new HashMap<>(model);
    outer.put("body", templates.render(site.folder(), moved ? "moved" : template, model));
    String html = templates.render(site.folder(), layout, outer);
    if (login && !moved && site.conditions().has(Fault.CAPTCHA)) {
      html = Captcha.into(html);
    }
    long seed = site.conditions().disguise();
    return seed == 0 ? html : new Disguise(seed).page(html);
  }

  String fragment(Site site, String template, Map<String, Object> model, boolean login) {
    boolean moved = login && site.conditions().has(Fault.CHANGED);
    String html = templates.render(site.folder(), moved ? "moved" : template, model);
    if (login && !moved && site.conditions().has(Fault.CAPTCHA)) {
      html = Captcha.intoFragment(html);
    }
    long seed = site.conditions().disguise();
    return seed == 0 ? html : new Disguise(seed).fragment(html);
  }

  Optional<byte[]> asset(Site site, String name) {
    Optional<byte[]> file =
        Templates.file(site.folder() + "/assets", name)
            .or(() -> Templates.file("shared/assets", name));
    long seed = site.conditions().disguise();
    return seed != 0 && name.endsWith(".css")
        ? file.map(bytes -> new Disguise(seed).style(new String(bytes, StandardCharsets.UTF_8)))
            .map(css -> css.getBytes(StandardCharsets.UTF_8))
        : file;
  }

  String error(Refusal refusal) {
    return templates.render(
        "shared",
        "error",
        Map.of("status", refusal.status(), "heading", refusal.heading(), "text", refusal.text()));
  }

  String index(Map<String, ?> model) {
    return templates.render("shared", "index", model);
  }
}
