package dev.gatehouse.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/**
 * Makes a page look as after a redesign: other ids and classes, fields and buttons in another
 * order, other words on labels and buttons. What is sent to the server stays the same, and one seed
 * always gives the same page.
 *
 * @param seed not 0
 */
record Disguise(long seed) {
  private static final Pattern CLASS_IN_CSS = Pattern.compile("\\.(-?[A-Za-z_][\\w-]*)");
  private static final Pattern WORDS = Pattern.compile("^(\\s*)(.*?)([\\s:*]*)$", Pattern.DOTALL);
  private static final List<String> ID_REFERENCES =
      List.of("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers");
  private static final String SPEAKING =
      "label, button, a, legend, th, option[value=''], summary, [data-words]";
  private static final Map<String, List<String>> SYNONYMS = synonyms();

  String page(String html) {
    Document document = Jsoup.parse(html);
    change(document);
    return document.outerHtml();
  }

  String fragment(String html) {
    Document document = Jsoup.parseBodyFragment(html);
    change(document);
    return document.body().html();
  }

  /** Returns a style sheet for the classes as they are called now. */
  String style(String css) {
    return CLASS_IN_CSS
        .matcher(css)
        .replaceAll(match -> "." + Matcher.quoteReplacement(renamed(match.group(1))));
  }

  private void change(Document document) {
    document.outputSettings().prettyPrint(false);
    reword(document);
    document.select("[data-actions]").forEach(this::turn);
    reorder(document);
    rename(document);
  }

  private void rename(Document document) {
    for (Element element : document.getAllElements()) {
      if (element.hasAttr("id")) {
        element.id(renamed(element.id()));
      }
      if (!element.className().isBlank()) {
        element.classNames(
            element.classNames().stream().map(this::renamed).collect(Collectors.toSet()));
      }
      for (String attribute : ID_REFERENCES) {
        if (element.hasAttr(attribute)) {
          String renamed =
              Pattern.compile("\\s+")
                  .splitAsStream(element.attr(attribute))
                  .map(this::renamed)
                  .collect(Collectors.joining(" "));
          element.attr(attribute, renamed);
        }
      }
      String link = element.attr("href");
      if (link.length() > 1 && link.startsWith("#")) {
        element.attr("href", "#" + renamed(link.substring(1)));
      }
    }
  }

  /** Mixes the rows of each form: elements marked as rows, within one parent. */
  private void reorder(Document document) {
    document.select("*:has(> [data-row])").forEach(this::mix);
  }

  private void mix(Element parent) {
    Elements rows =
        new Elements(parent.children().stream().filter(c -> c.hasAttr("data-row")).toList());
    List<Element> mixed = new ArrayList<>(rows);
    Collections.shuffle(mixed, new Random(seed + rows.size()));
    List<Element> places = new ArrayList<>();
    for (Element row : rows) {
      Element place = new Element("span");
      row.replaceWith(place);
      places.add(place);
    }
    for (int i = 0; i < places.size(); i++) {
      places.get(i).replaceWith(mixed.get(i));
    }
  }

  private void turn(Element actions) {
    List<Element> children = new ArrayList<>(actions.children());
    Collections.reverse(children);
    children.forEach(Element::remove);
    for (Element child : children) {
      actions.appendChild(child).appendText(" ");
    }
    actions.attr("style", seed % 2 == 0 ? "text-align:right" : "text-align:left");
  }

  private void reword(Document document) {
    for (Element element : document.select(SPEAKING)) {
      for (TextNode text : element.textNodes()) {
        text.text(reworded(text.getWholeText()));
      }
    }
    for (Element span : document.select("label span, button span, a span")) {
      span.textNodes().forEach(text -> text.text(reworded(text.getWholeText())));
    }
    for (Element input : document.select("input[type=submit], input[type=button]")) {
      input.attr("value", reworded(input.attr("value")));
    }
    for (String attribute : List.of("placeholder", "aria-label", "title", "label")) {
      for (Element element : document.getElementsByAttribute(attribute)) {
        Attribute own = element.attribute(attribute);
        if (own != null) {
          own.setValue(reworded(own.getValue()));
        }
      }
    }
  }

  private String reworded(String text) {
    Matcher words = WORDS.matcher(text);
    if (!words.matches()) {
      return text;
    }
    List<String> others = SYNONYMS.get(words.group(2).toLowerCase(Locale.ROOT));
    return others == null
        ? text
        : words.group(1) + others.get(pick(words.group(2), others.size())) + words.group(3);
  }

  private int pick(String word, int size) {
    return Math.floorMod(word.toLowerCase(Locale.ROOT).hashCode() + seed, size);
  }

  private String renamed(String name) {
    long hash = 1125899906842597L + seed * 7919;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.charAt(i);
    }
    return "x" + Long.toString(hash & Long.MAX_VALUE, 36);
  }

  private static Map<String, List<String>> synonyms() {
    Properties words = new Properties();
    try (InputStream in =
        Disguise.class.getResourceAsStream("/sandbox/shared/synonyms.properties")) {
      if (in == null) {
        throw new IllegalStateException("sandbox/shared/synonyms.properties is missing");
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words.stringPropertyNames().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                name -> name.toLowerCase(Locale.ROOT),
                name -> Pattern.compile("\\|").splitAsStream(words.getProperty(name)).toList()));
  }
}
