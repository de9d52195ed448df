package dev.gatehouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JUnitXmlTest {

  private final Path folder;

  JUnitXmlTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private TestResult result(String name, int line, long start, Status status) {
    TestResult result =
        new TestResult()
            .setUuid(UUID.randomUUID().toString())
            .setHistoryId(name)
            .setName(name)
            .setFullName("features/dh/login.feature:" + line)
            .setStatus(status)
            .setStart(start)
            .setStop(start + 1500);
    result.getLabels().add(new Label().setName("suite").setValue("Sign in to D&H"));
    return result;
  }

  private void write(TestResult result) {
    new ResultFiles(folder).write(result.getUuid() + "-result.json", ResultFiles.bytes(result));
  }

  private String xml() throws IOException {
    Path file = folder.resolve("out").resolve("junit.xml");
    JUnitXml.write(folder, file);
    return Files.readString(file);
  }

  @Test
  void every_status_has_its_element_and_every_scenario_its_place() throws IOException {
    TestResult failed = result("Down", 9, 0, Status.FAILED);
    failed.setStatusDetails(
        new StatusDetails().setMessage("Portal down: <503> \u001b[31m").setTrace("at x"));
    TestResult broken = result("Captcha", 12, 0, Status.BROKEN);
    broken.setStatusDetails(new StatusDetails().setMessage("CAPTCHA: a picture"));
    TestResult ruled = result("Works", 3, 0, Status.PASSED);
    ruled.getLabels().add(new Label().setName("subSuite").setValue("Rule 1"));
    ruled.getParameters().add(new Parameter().setName("a").setValue("b"));
    write(failed);
    write(broken);
    write(ruled);
    write(result("Later", 20, 0, Status.SKIPPED));

    assertThat(xml())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>\
            <testsuites tests="4" failures="1" errors="1" skipped="1" time="6.000">\
            <testsuite name="Sign in to D&amp;H" file="features/dh/login.feature"\
             timestamp="1970-01-01T00:00:00Z"\
             tests="4" failures="1" errors="1" skipped="1" time="6.000">\
            <testcase classname="features.dh.login" name="Rule 1: Works [b]"\
             file="features/dh/login.feature" line="3" time="1.500"></testcase>\
            <testcase classname="features.dh.login" name="Down"\
             file="features/dh/login.feature" line="9" time="1.500">\
            <failure type="Portal down" message="Portal down: &lt;503&gt; \uFFFD[31m">at x</failure>\
            </testcase>\
            <testcase classname="features.dh.login" name="Captcha"\
             file="features/dh/login.feature" line="12" time="1.500">\
            <error type="CAPTCHA" message="CAPTCHA: a picture">CAPTCHA: a picture</error>\
            </testcase>\
            <testcase classname="features.dh.login" name="Later"\
             file="features/dh/login.feature" line="20" time="1.500"><skipped/></testcase>\
            </testsuite></testsuites>""");
  }

  @Test
  void only_the_last_try_counts() throws IOException {
    write(result("Flaky", 3, 0, Status.FAILED));
    write(result("Flaky", 3, 5000, Status.PASSED));

    assertThat(xml()).contains("tests=\"1\" failures=\"0\"").doesNotContain("<failure");
  }

  @Test
  void equal_names_stay_apart() throws IOException {
    write(result("Same", 3, 0, Status.PASSED).setHistoryId("1"));
    write(result("Same", 7, 0, Status.PASSED).setHistoryId("2"));

    assertThat(xml()).contains("name=\"Same\"", "name=\"Same (2)\"");
  }
}
