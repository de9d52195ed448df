package dev.gatehouse.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gatehouse.app.Rotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.Suite;

class SuitesTest {

  @Test
  void no_suite_runs_scenarios_that_change_a_password() {
    List<JavaClass> suites =
        new ClassFileImporter()
            .importPackagesOf(SuitesTest.class).stream()
                .filter(type -> type.isAnnotatedWith(Suite.class))
                .toList();

    assertThat(suites).extracting(JavaClass::getSimpleName).contains("AllSuite", "LoginSuite");
    for (JavaClass suite : suites) {
      assertThat(suite.reflect().getAnnotation(ExcludeTags.class))
          .as("the tags %s leaves out", suite.getSimpleName())
          .extracting(ExcludeTags::value)
          .isEqualTo(new String[] {Rotation.TAG.substring(1)});
    }
  }
}
