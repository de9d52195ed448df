package dev.gatehouse.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which scenarios to run, and how.
 *
 * @param features the folder all feature files are in
 * @param paths folders, files, or {@code file:line}; the features folder when empty
 * @param tags a tag expression: {@code @login and not @slow}
 * @param portal only this portal's scenarios
 * @param entity only this entity's scenarios
 * @param workers how many portals are worked at once, at least 1
 * @param shard the part of the suite to run here
 * @param retries how often a scenario that failed for a passing reason is run again
 * @param plugins Cucumber plugins that listen to the run
 */
public record RunRequest(
    Path features,
    List<String> paths,
    Optional<String> tags,
    Optional<String> portal,
    Optional<String> entity,
    int workers,
    Shard shard,
    int retries,
    List<String> plugins) {
  public RunRequest {
    paths = List.copyOf(paths);
    plugins = List.copyOf(plugins);
  }
}
