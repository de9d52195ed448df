package dev.gatehouse.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The build that runs us, as the CI server's variables tell it (each server's documented names), in
 * the form of Allure's {@code executor.json}. Immutable.
 */
final class CiBuild {

  private final Map<String, String> variables;

  CiBuild(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Returns the executor, or empty outside a known CI server. */
  Optional<Map<String, Object>> executor() {
    if (is("GITHUB_ACTIONS", "true")) {
      String repository = get("GITHUB_SERVER_URL") + "/" + get("GITHUB_REPOSITORY");
      return Optional.of(
          executor(
              "GitHub Actions",
              "github",
              repository,
              get("GITHUB_RUN_NUMBER"),
              get("GITHUB_WORKFLOW"),
              repository + "/actions/runs/" + get("GITHUB_RUN_ID")));
    }
    if (is("GITLAB_CI", "true")) {
      return Optional.of(
          executor(
              "GitLab CI",
              "gitlab",
              get("CI_PROJECT_URL"),
              get("CI_PIPELINE_IID"),
              get("CI_JOB_NAME"),
              get("CI_JOB_URL")));
    }
    if (is("TF_BUILD", "true")) {
      String project =
          get("SYSTEM_COLLECTIONURI").replaceFirst("/$", "") + "/" + get("SYSTEM_TEAMPROJECT");
      return Optional.of(
          executor(
              "Azure Pipelines",
              "azure",
              project,
              get("BUILD_BUILDID"),
              get("BUILD_DEFINITIONNAME"),
              project + "/_build/results?buildId=" + get("BUILD_BUILDID")));
    }
    if (!get("JENKINS_URL").isEmpty() && !get("BUILD_NUMBER").isEmpty()) {
      return Optional.of(
          executor(
              "Jenkins",
              "jenkins",
              get("JENKINS_URL"),
              get("BUILD_NUMBER"),
              get("JOB_NAME"),
              get("BUILD_URL")));
    }
    return Optional.empty();
  }

  /** Returns the executor of a run outside CI, so that its point in the trends has a number. */
  static Map<String, Object> local(long run) {
    return executor("Local run", "local", "", String.valueOf(run), "run", "");
  }

  private static Map<String, Object> executor(
      String name, String type, String url, String order, String title, String buildUrl) {
    Map<String, Object> executor = new LinkedHashMap<>();
    executor.put("name", name);
    executor.put("type", type);
    putAddress(executor, "url", url);
    if (order.matches("\\d{1,18}")) {
      executor.put("buildOrder", Long.valueOf(order));
    }
    executor.put("buildName", (title + " #" + order).strip());
    putAddress(executor, "buildUrl", buildUrl);
    return executor;
  }

  /** The report makes links of these, so nothing but a web address may become one. */
  private static void putAddress(Map<String, Object> executor, String name, String address) {
    if (address.matches("https?://[^\\s\"'<>]+")) {
      executor.put(name, address);
    }
  }

  private boolean is(String name, String value) {
    return value.equalsIgnoreCase(get(name));
  }

  private String get(String name) {
    return variables.getOrDefault(name, "");
  }
}
