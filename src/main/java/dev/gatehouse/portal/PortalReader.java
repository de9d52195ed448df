package dev.gatehouse.portal;

import dev.gatehouse.portal.Login.LoginShape;
import dev.gatehouse.portal.Login.OneTimeCode;
import dev.gatehouse.problem.Problem;
import dev.gatehouse.problem.Problems;
import dev.gatehouse.rule.ValueRule;
import dev.gatehouse.yaml.DefinitionHead;
import dev.gatehouse.yaml.MappingReader;
import dev.gatehouse.yaml.YamlMapping;
import dev.gatehouse.yaml.YamlScalar;
import dev.gatehouse.yaml.YamlValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one portal's file. */
final class PortalReader {

  private static final ValueRule CSS =
      new ValueRule(
          "css",
          Pattern.compile("(?!//|xpath=|text=|css=)[\\s\\S]+"),
          "a CSS selector: form#login button");

  private static final ValueRule TIMES =
      new ValueRule("times", Pattern.compile("[1-9][0-9]?"), "a whole number from 1 to 99");

  private static final ValueRule ATTEMPTS =
      new ValueRule("attempts", Pattern.compile("[2-9]|[1-9][0-9]"), "a whole number from 2 to 99");

  private static final ValueRule LENGTH =
      new ValueRule(
          "length",
          Pattern.compile("[89]|[1-9][0-9]|1[01][0-9]|12[0-8]"),
          "a whole number from 8 to 128");

  private static final String NO_SYMBOLS = "none";
  private static final ValueRule SYMBOLS =
      new ValueRule(
          "symbols",
          Pattern.compile("none|[!-/:-@\\[-`{-~]{1,32}"),
          "the symbols a password may have: \"-_!\", or none");

  private final MappingReader root;
  private final Set<String> entities;
  private final PageReader pages;

  PortalReader(YamlMapping mapping, Set<String> entities, Problems problems) {
    this.root = new MappingReader(mapping, problems);
    this.entities = entities;
    this.pages = new PageReader();
  }

  Portal read(Path file) {
    String name = DefinitionHead.read(root, file, "name");
    String title = root.text("title").orElse(titleFrom(name));
    String description = root.text("description").orElse("");
    Optional<String> icon = root.text("icon");
    String group = root.text("group").orElse("");
    List<String> knownEntities = entities();
    Risk risk = root.choice("risk", Risk.class, Risk.MEDIUM);
    Map<String, Environment> environments = new EnvironmentReader(root).read();
    Login login = login();
    Session session = session();
    Map<String, Place> places = new LinkedHashMap<>();
    root.named("places").forEach((place, value) -> places.put(place, place(place, value)));
    FormReader forms = new FormReader(pages);
    Optional<Form> signUp = root.mapping("sign-up").map(form -> forms.read("sign-up", form));
    Map<String, Form> formsByName = new LinkedHashMap<>();
    root.mapping("forms").ifPresent(reader -> forms.readAll(reader, formsByName));
    Map<String, String> locators = locators();
    HealingRules healing = healing();
    List<String> requires = root.texts("requires");
    String notes = root.text("notes").orElse("");
    Optional<LocalDate> lastVerified = root.date("last-verified");
    Duration deadline = root.duration("deadline", Duration.ofMinutes(5));
    root.finish();
    pages.checkOrigins(root, environments);
    return new Portal(
        file,
        name,
        title,
        description,
        icon,
        group,
        knownEntities,
        risk,
        environments,
        login,
        session,
        places,
        signUp,
        formsByName,
        locators,
        healing,
        requires,
        notes,
        lastVerified,
        deadline);
  }

  private List<String> entities() {
    List<String> known = new ArrayList<>();
    for (YamlScalar entity : root.scalars("entities")) {
      if (!root.meets("entities", entity, DefinitionHead.FILE_NAME)) {
        continue;
      }
      if (!entities.contains(entity.text())) {
        root.report(
            Problem.at(entity.at(), "no such entity")
                .found(entity.shown())
                .expected("the name of a file in entities/ without .yaml")
                .didYouMean(entity.text(), entities));
      }
      known.add(entity.text());
    }
    return known;
  }

  private Login login() {
    Login plain =
        new Login(
            LoginShape.AUTO,
            "",
            OneTimeCode.NONE,
            Login.COMMON_LOCKOUT,
            Marks.NONE,
            Marks.NONE,
            PasswordRules.DEFAULT);
    return root.mapping("login")
        .map(
            reader -> {
              Login login =
                  new Login(
                      reader.choice("shape", LoginShape.class, plain.shape()),
                      pages.page(reader).orElse(plain.page()),
                      reader.choice("one-time-code", OneTimeCode.class, plain.oneTimeCode()),
                      reader
                          .text("attempts-before-lockout", ATTEMPTS)
                          .map(Integer::parseInt)
                          .orElse(plain.attemptsBeforeLockout()),
                      PageReader.marks(reader, "success"),
                      PageReader.marks(reader, "failure"),
                      rotation(reader));
              reader.finish();
              return login;
            })
        .orElse(plain);
  }

  private static PasswordRules rotation(MappingReader login) {
    PasswordRules plain = PasswordRules.DEFAULT;
    return login
        .mapping("rotation")
        .map(
            reader -> {
              PasswordRules rules =
                  new PasswordRules(
                      reader.text("length", LENGTH).map(Integer::parseInt).orElse(plain.length()),
                      reader
                          .text("symbols", SYMBOLS)
                          .map(symbols -> symbols.equals(NO_SYMBOLS) ? "" : symbols)
                          .orElse(plain.symbols()));
              reader.finish();
              return rules;
            })
        .orElse(plain);
  }

  private Session session() {
    Session plain = new Session(Duration.ofHours(8), "", false, false);
    return root.mapping("session")
        .map(
            reader -> {
              Session session =
                  new Session(
                      reader.duration("valid-for", plain.validFor()),
                      pages.page(reader).orElse(plain.page()),
                      reader.flag("sign-out-on-exit", plain.signOutOnExit()),
                      reader.flag("single", plain.single()));
              reader.finish();
              return session;
            })
        .orElse(plain);
  }

  /** A place is its page, or a mapping. */
  private Place place(String name, YamlValue value) {
    if (value instanceof YamlScalar) {
      Optional<String> page = pages.page(root, name, value);
      return new Place(name, page, List.of(), Marks.NONE);
    }
    return root.mapping(name, value)
        .map(
            reader -> {
              Optional<String> page = pages.page(reader);
              List<String> follow = pages.follow(reader);
              if (!reader.has("page") && !reader.has("follow")) {
                reader.report(
                    Problem.at(reader.at(), "the place \"" + name + "\" cannot be reached")
                        .expected("\"page\" or \"follow\""));
              }
              Marks shows = new Marks(reader.texts("shows"), List.of());
              reader.finish();
              return new Place(name, page, follow, shows);
            })
        .orElse(new Place(name, Optional.empty(), List.of(), Marks.NONE));
  }

  private Map<String, String> locators() {
    Map<String, String> locators = new LinkedHashMap<>();
    root.named("locators")
        .forEach(
            (intent, value) ->
                root.scalar(intent, value)
                    .filter(css -> root.meets(intent, css, CSS))
                    .ifPresent(css -> locators.put(intent, css.text())));
    return locators;
  }

  private HealingRules healing() {
    HealingRules strict = HealingRules.STRICT;
    return root.mapping("healing")
        .map(
            reader -> {
              HealingRules rules =
                  new HealingRules(
                      reader.choice("submit", HealingRules.Submit.class, strict.submit()),
                      reader
                          .text("approve-after", TIMES)
                          .map(Integer::parseInt)
                          .orElse(strict.approveAfter()));
              reader.finish();
              return rules;
            })
        .orElse(strict);
  }

  private static String titleFrom(String name) {
    String words = name.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
