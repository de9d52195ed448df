package dev.gatehouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CiBuildTest {

  @Test
  void github_actions_is_recognised() {
    assertThat(
            new CiBuild(
                    Map.of(
                        "GITHUB_ACTIONS", "true",
                        "GITHUB_SERVER_URL", "https://github.example",
                        "GITHUB_REPOSITORY", "acme/portals",
                        "GITHUB_RUN_NUMBER", "12",
                        "GITHUB_RUN_ID", "99",
                        "GITHUB_WORKFLOW", "nightly"))
                .executor())
        .contains(
            Map.of(
                "name", "GitHub Actions",
                "type", "github",
                "url", "https://github.example/acme/portals",
                "buildOrder", 12L,
                "buildName", "nightly #12",
                "buildUrl", "https://github.example/acme/portals/actions/runs/99"));
  }

  @Test
  void gitlab_is_recognised() {
    assertThat(
            new CiBuild(
                    Map.of(
                        "GITLAB_CI", "true",
                        "CI_PROJECT_URL", "https://gitlab.example/acme/portals",
                        "CI_PIPELINE_IID", "7",
                        "CI_JOB_NAME", "health",
                        "CI_JOB_URL", "https://gitlab.example/acme/portals/-/jobs/3"))
                .executor())
        .contains(
            Map.of(
                "name", "GitLab CI",
                "type", "gitlab",
                "url", "https://gitlab.example/acme/portals",
                "buildOrder", 7L,
                "buildName", "health #7",
                "buildUrl", "https://gitlab.example/acme/portals/-/jobs/3"));
  }

  @Test
  void azure_is_recognised() {
    assertThat(
            new CiBuild(
                    Map.of(
                        "TF_BUILD", "True",
                        "SYSTEM_COLLECTIONURI", "https://dev.azure.example/acme/",
                        "SYSTEM_TEAMPROJECT", "portals",
                        "BUILD_BUILDID", "41",
                        "BUILD_DEFINITIONNAME", "nightly"))
                .executor())
        .contains(
            Map.of(
                "name", "Azure Pipelines",
                "type", "azure",
                "url", "https://dev.azure.example/acme/portals",
                "buildOrder", 41L,
                "buildName", "nightly #41",
                "buildUrl", "https://dev.azure.example/acme/portals/_build/results?buildId=41"));
  }

  @Test
  void jenkins_is_recognised_and_only_web_addresses_become_links() {
    assertThat(
            new CiBuild(
                    Map.of(
                        "JENKINS_URL", "https://ci.example/",
                        "BUILD_NUMBER", "5",
                        "JOB_NAME", "portals",
                        "BUILD_URL", "javascript:alert(1)"))
                .executor())
        .contains(
            Map.of(
                "name", "Jenkins",
                "type", "jenkins",
                "url", "https://ci.example/",
                "buildOrder", 5L,
                "buildName", "portals #5"));
  }

  @Test
  void a_machine_without_ci_variables_is_none() {
    assertThat(new CiBuild(Map.of("PATH", "/bin")).executor()).isEmpty();
  }
}
