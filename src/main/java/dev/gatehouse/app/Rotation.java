package dev.gatehouse.app;

import dev.gatehouse.portal.Definitions;
import dev.gatehouse.portal.PasswordRules;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.run.FeatureRun;
import dev.gatehouse.run.PlannedScenario;
import dev.gatehouse.run.RunListener;
import dev.gatehouse.run.RunRequest;
import dev.gatehouse.run.RunSummary;
import dev.gatehouse.run.ScenarioResult;
import dev.gatehouse.run.ScenarioResult.Verdict;
import dev.gatehouse.run.Shard;
import dev.gatehouse.secret.Account;
import dev.gatehouse.secret.HiddenPrompt;
import dev.gatehouse.secret.PasswordRotation;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import dev.gatehouse.secret.SecretInfo;
import dev.gatehouse.secret.SecretName;
import dev.gatehouse.secret.SecretStore;
import dev.gatehouse.step.PasswordChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Gives an account another password: at the portal by the portal's own scenario, in the store once
 * somebody has signed in with it. What an earlier one left undone is found out first, by signing in
 * with the new password and, if the portal refuses that, with the old one.
 */
public final class Rotation {

  /** The tag of the scenario that changes a portal's password. */
  public static final String TAG = "@rotate-password";

  private final Settings settings;
  private final Definitions definitions;
  private final RunBrowsers browsers;
  private final HiddenPrompt prompt;
  private final Consumer<String> tell;

  /**
   * @param tell is told what was found and done, a sentence at a time
   */
  public Rotation(
      Settings settings,
      Definitions definitions,
      RunBrowsers browsers,
      HiddenPrompt prompt,
      Consumer<String> tell) {
    this.settings = settings;
    this.definitions = definitions;
    this.browsers = browsers;
    this.prompt = prompt;
    this.tell = tell;
  }

  /** How it ended. */
  public enum Result {
    /** The new password is the password. */
    ROTATED,
    /** The old password is valid, and still the password. */
    UNCHANGED,
    /** Either may be valid; both are kept. */
    UNKNOWN,
    /** No scenario changes the portal's password, or there is no password. */
    IMPOSSIBLE
  }

  /** What the steps tell of. */
  private static final class Change implements PasswordChange {
    private final String id = UUID.randomUUID().toString();
    private final PasswordRotation rotation;
    private volatile boolean refused;
    private volatile boolean proven;
    private volatile boolean disproven;

    Change(PasswordRotation rotation) {
      this.rotation = rotation;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String account() {
      return rotation.name().account();
    }

    @Override
    public Secret next() {
      return rotation.next();
    }

    @Override
    public void sending() {
      rotation.sending();
    }

    @Override
    public void refused() {
      refused = true;
    }

    @Override
    public void proven() {
      proven = true;
    }

    @Override
    public void disproven() {
      disproven = true;
    }
  }

  /**
   * Rotates a password.
   *
   * @throws dev.gatehouse.secret.SecretStoreException when the store cannot be used
   * @throws dev.gatehouse.audit.AuditException when nothing can be written down
   */
  public Result rotate(Portal portal, String account) throws IOException {
    ChosenStore chosen = new ChosenStore(settings, prompt, Clock.systemUTC(), new Redactor());
    try (SecretStore store = chosen.open()) {
      PasswordRotation rotation = new PasswordRotation(store, portal.name(), account);
      String name = portal.name() + (account.equals(Account.DEFAULT) ? "" : "/" + account);
      if (rotation.present().isEmpty()) {
        tell.accept(
            "There is no password %s/password in %s; nothing was changed."
                .formatted(name, store.place()));
        return Result.IMPOSSIBLE;
      }
      Optional<Result> found = settle(rotation, portal, name, store);
      return found.isPresent() ? found.get() : change(rotation, portal, name, store);
    }
  }

  private Optional<Result> settle(
      PasswordRotation rotation, Portal portal, String name, SecretStore store) throws IOException {
    PasswordRotation.State state = rotation.state();
    if (state == PasswordRotation.State.SENT) {
      tell.accept(
          "An earlier rotation of %s ended when the new password may have been sent. Finding out which one is valid."
              .formatted(name));
      return resolve(rotation, portal, name, store);
    }
    if (state == PasswordRotation.State.PREPARED) {
      rotation.abandon();
      tell.accept(
          "An earlier rotation of %s ended before anything was sent; the old password is valid."
              .formatted(name));
    }
    return Optional.empty();
  }

  /** Returns how it ended, or nothing when the old password is valid. */
  private Optional<Result> resolve(
      PasswordRotation rotation, Portal portal, String name, SecretStore store) throws IOException {
    Change change = new Change(rotation);
    RunSummary tried = check(portal, "Then the new password works", Optional.of(change));
    if (change.proven) {
      return Optional.of(committed(rotation, name, store));
    }
    if (change.disproven) {
      String account = rotation.name().account();
      RunSummary old =
          check(
              portal,
              "When I sign in to %s as \"%s\"\n    Then I am signed in"
                  .formatted(portal.name(), account),
              Optional.empty());
      if (passed(old)) {
        rotation.abandon();
        tell.accept("The old password of %s is valid; the new one was not taken.".formatted(name));
        return Optional.empty();
      }
    }
    tried.results().stream().flatMap(result -> result.message().stream()).forEach(tell);
    return Optional.of(unknown(name));
  }

  private Result unknown(String name) {
    tell.accept(
        "It is not known which password of %1$s is valid: the old one, %1$s/password, or the new one, %1$s/password-sent. Both are kept. When the portal can be reached, run gatehouse secret rotate again: it signs in with each once at most."
            .formatted(name));
    return Result.UNKNOWN;
  }

  private Result committed(PasswordRotation rotation, String name, SecretStore store) {
    SecretInfo stored = audited(rotation, PasswordRotation::commit);
    tell.accept(
        "Signing in with the new password worked. It is %s/password now, version %d, in %s."
            .formatted(name, stored.version(), store.place()));
    return Result.ROTATED;
  }

  private Result change(PasswordRotation rotation, Portal portal, String name, SecretStore store)
      throws IOException {
    RunRequest request = request(List.of(), portal);
    List<PlannedScenario> scenarios = FeatureRun.choose(request);
    if (scenarios.size() != 1) {
      tell.accept(
          "%s scenario of %s is tagged %s; there must be one, which changes its password at the portal (see \"Changing passwords\" in docs/analysts-guide.md). Nothing was changed."
              .formatted(scenarios.isEmpty() ? "No" : "More than one", portal.name(), TAG));
      return Result.IMPOSSIBLE;
    }
    PasswordRules rules = portal.login().rotation();
    char[] generated = rules.generate(new SecureRandom());
    try (Secret next = new Secret(generated)) {
      audited(
          rotation,
          written -> {
            written.prepare(next);
            return next;
          });
    } finally {
      Arrays.fill(generated, '\0');
    }
    Change change = new Change(rotation);
    RunSummary summary = run(request, scenarios, Optional.of(change));
    if (change.proven) {
      return committed(rotation, name, store);
    }
    summary.results().stream().flatMap(result -> result.message().stream()).forEach(tell);
    if (change.refused || rotation.state() == PasswordRotation.State.PREPARED) {
      rotation.abandon();
      tell.accept("The password of %s was not changed; the old one is valid.".formatted(name));
      return Result.UNCHANGED;
    }
    return resolve(rotation, portal, name, store).orElse(Result.UNCHANGED);
  }

  // The log is open for the change alone: the scenarios write to it themselves.
  private <T> T audited(PasswordRotation rotation, Function<PasswordRotation, T> change) {
    SecretName name = rotation.name();
    try (SecretStore store =
        AuditedStore.open(settings, prompt, Clock.systemUTC(), "rotate-secret")) {
      return change.apply(new PasswordRotation(store, name.scope(), name.account()));
    }
  }

  private RunRequest request(List<String> paths, Portal portal) {
    return new RunRequest(
        settings.features(),
        paths,
        Optional.of(TAG),
        Optional.of(portal.name()),
        Optional.empty(),
        1,
        Shard.ALL,
        0,
        List.of());
  }

  // A scenario as any other, so that it is in the report and in the audit log.
  private RunSummary check(Portal portal, String steps, Optional<PasswordChange> change)
      throws IOException {
    Path folder = Files.createTempDirectory("gatehouse-rotation");
    Path feature = folder.resolve("which.feature");
    try {
      Files.writeString(
          feature,
          """
          %s @portal:%s
          Feature: Which password of %s is valid

            Scenario: Signing in
              %s
          """
              .formatted(TAG, portal.name(), portal.name(), steps));
      RunRequest request = request(List.of(feature.toString()), portal);
      return run(request, FeatureRun.choose(request), change);
    } finally {
      Files.deleteIfExists(feature);
      Files.delete(folder);
    }
  }

  private RunSummary run(
      RunRequest request, List<PlannedScenario> scenarios, Optional<PasswordChange> change) {
    try (Gatehouse gatehouse = new Gatehouse(settings, definitions, browsers, prompt, change)) {
      RunJob job = new RunJob(gatehouse, settings, request, new Quiet());
      RunSummary summary = job.run(scenarios);
      tell.accept("Report: " + job.report());
      return summary;
    }
  }

  private static boolean passed(RunSummary summary) {
    return !summary.results().isEmpty()
        && summary.count(Verdict.PASSED) == summary.results().size();
  }

  /** Says nothing: what counts is told at the end. */
  private static final class Quiet implements RunListener {
    @Override
    public void planned(int scenarios, int portals) {}

    @Override
    public void started(PlannedScenario scenario) {}

    @Override
    public void finished(ScenarioResult result) {}
  }
}
