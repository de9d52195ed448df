package dev.gatehouse;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds the packages to their edges, and libraries to the packages that may see them. */
@AnalyzeClasses(
    packages = "dev.gatehouse",
    importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {

  private static final String ROOT = "dev.gatehouse.";

  /** Each package, and those of ours it may use. */
  private static final Map<String, List<String>> EDGES =
      new TreeMap<>(
          Map.ofEntries(
              edge(
                  "cli",
                  "app audit backup browser entity export imports learned ledger lint locate portal problem report retention run sandbox secret session step storage"),
              edge(
                  "app",
                  "audit backup browser entity export flow learned ledger locate outcome portal problem report retention run sandbox secret session step storage"),
              edge("run", "outcome problem step"),
              edge("imports", "entity portal problem rule secret yaml"),
              edge("lint", "entity flow outcome portal problem rule step"),
              edge("step", "browser entity flow locate outcome portal problem rule secret trace"),
              edge("report", "outcome"),
              edge("flow", "browser entity locate outcome portal problem rule secret"),
              edge("audit", "outcome storage"),
              edge("backup", "audit ledger secret storage"),
              edge("retention", "audit backup learned session storage"),
              edge("learned", "locate storage"),
              edge("ledger", "flow storage"),
              edge("session", "flow portal secret storage"),
              edge("storage", ""),
              edge("locate", "browser outcome portal"),
              edge("browser", "outcome"),
              edge("portal", "entity problem rule yaml"),
              edge("entity", "problem rule yaml"),
              edge("export", "secret"),
              edge("secret", "problem"),
              edge("trace", "secret"),
              edge("yaml", "problem rule"),
              edge("outcome", ""),
              edge("problem", ""),
              edge("rule", ""),
              edge("sandbox", "")));

  /** What only some packages may see: the library's packages, then ours. */
  private static final List<Confined> CONFINED =
      List.of(
          new Confined("com.microsoft.playwright", "browser.playwright"),
          new Confined("io.cucumber", "step", "run", "report", "lint"),
          new Confined("io.qameta.allure", "report"),
          new Confined("org.junit", "run"),
          new Confined("org.sqlite", "storage"),
          new Confined("org.bouncycastle", "secret.file", "audit", "export"),
          new Confined("org.postgresql", "storage"),
          new Confined("com.zaxxer", "storage"),
          new Confined("org.flywaydb", "storage"),
          new Confined("java.sql", "storage", "audit", "learned", "ledger", "session"),
          new Confined("picocli", "cli"),
          new Confined("io.javalin", "sandbox"),
          new Confined("com.samskivert", "sandbox"),
          new Confined("com.github.javakeyring", "secret.keyring"),
          new Confined("org.freedesktop", "secret.keyring"),
          new Confined("ch.qos.logback", "app"),
          new Confined("org.jsoup", "sandbox"),
          new Confined("com.fasterxml.jackson.dataformat.yaml", "yaml"),
          new Confined("org.yaml.snakeyaml", "yaml"));

  private record Confined(String library, List<String> packages) {
    Confined(String library, String... packages) {
      this(library, List.of(packages));
    }
  }

  private static Map.Entry<String, List<String>> edge(String from, String to) {
    return Map.entry(from, to.isEmpty() ? List.of() : Arrays.asList(to.split(" ", -1)));
  }

  @ArchTest
  void enough_classes_are_seen_and_every_package_has_its_rule(JavaClasses classes) {
    assertThat(classes.size()).isGreaterThanOrEqualTo(150);
    Set<String> seen = new TreeSet<>();
    classes.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(ROOT))
        .map(name -> name.substring(ROOT.length()).replaceFirst("\\..*", ""))
        .forEach(seen::add);
    assertThat(seen)
        .as("packages; add a new one to EDGES")
        .containsExactlyElementsOf(EDGES.keySet());
  }

  @ArchTest
  void packages_use_only_those_below_them_that_they_name(JavaClasses classes) {
    EDGES.forEach(
        (from, to) -> {
          String[] others =
              EDGES.keySet().stream()
                  .filter(name -> !name.equals(from) && !to.contains(name))
                  .map(name -> ROOT + name + "..")
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(ROOT + from + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others)
              .as(from + " uses only " + to)
              .check(classes);
        });
  }

  @ArchTest
  void libraries_are_seen_only_where_they_belong(JavaClasses classes) {
    for (Confined confined : CONFINED) {
      String[] allowed =
          confined.packages().stream().map(name -> ROOT + name + "..").toArray(String[]::new);
      noClasses()
          .that()
          .resideOutsideOfPackages(allowed)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(confined.library() + "..")
          .as(confined.library() + " is seen only in " + confined.packages())
          .check(classes);
      assertThat(classes.stream().filter(type -> dependsOn(type, confined.library())))
          .as("classes that see " + confined.library())
          .isNotEmpty();
    }
  }

  private static boolean dependsOn(JavaClass type, String library) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(library));
  }

  @ArchTest
  static final ArchRule no_class_has_a_browser_take_any_certificate =
      noClasses()
          .should()
          .callMethodWhere(JavaCall.Predicates.target(nameMatching("(?i)setIgnoreHttpsErrors")));

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_the_command_line_prints =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule only_the_command_line_exits =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli..")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule nothing_sleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  void no_package_has_a_name_that_says_nothing(JavaClasses classes) {
    assertThat(
            classes.stream()
                .flatMap(type -> Stream.of(type.getPackageName().split("\\.", -1)))
                .distinct())
        .doesNotContain("util", "utils", "common", "helper", "helpers", "manager", "impl", "misc");
  }
}
