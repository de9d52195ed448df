package dev.gatehouse.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says which version of what is running. */
public final class Versions {

  private Versions() {}

  /** Returns this program's version, {@code development} when it was not started from its jar. */
  public static String gatehouse() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Returns the commit: what CI says, else what the project's own repository is at. */
  static Optional<String> commit(Settings settings) {
    for (String variable : new String[] {"GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT"}) {
      Optional<String> commit = Optional.ofNullable(settings.variables().get(variable));
      if (commit.isPresent()) {
        return commit;
      }
    }
    return fromRepository(settings.project().resolve(".git"));
  }

  private static Optional<String> fromRepository(Path git) {
    try {
      Path head = git.resolve("HEAD");
      if (!Files.isRegularFile(head)) {
        return Optional.empty();
      }
      String text = Files.readString(head, StandardCharsets.UTF_8).strip();
      if (!text.startsWith("ref: ")) {
        return Optional.of(text);
      }
      Path branch = git.resolve(text.substring("ref: ".length()));
      return Files.isRegularFile(branch)
          ? Optional.of(Files.readString(branch, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
