package dev.gatehouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCleanerTest {

  private final TextCleaner cleaner = new TextCleaner(text -> text.replace("s3cret", "[REDACTED]"));

  @Test
  void every_text_of_a_result_is_cleaned() {
    StepResult inner = new StepResult().setName("inner s3cret");
    inner.getParameters().add(new Parameter().setName("s3cret").setValue("s3cret"));
    StepResult step = new StepResult().setName("step s3cret");
    step.getSteps().add(inner);
    step.setStatusDetails(new StatusDetails().setMessage("s3cret").setTrace("at s3cret"));
    TestResult result =
        new TestResult()
            .setName("s3cret")
            .setFullName("s3cret")
            .setDescription("s3cret")
            .setStatusDetails(new StatusDetails().setMessage("s3cret").setTrace("s3cret"));
    result.getSteps().add(step);
    result.getLabels().add(new Label().setName("tag").setValue("s3cret"));
    result.getLinks().add(new Link().setName("s3cret").setUrl("http://s3cret/"));
    result.getAttachments().add(new Attachment().setName("s3cret"));

    JsonNode cleaned = cleaner.clean(ResultFiles.tree(result));

    assertThat(cleaned.toString()).doesNotContain("s3cret");
    assertThat(cleaned.toString().split("\\[REDACTED]", -1)).hasSize(16);
  }

  @Test
  void what_allure_reads_by_machine_is_left_alone() {
    TextCleaner eager = new TextCleaner(text -> "x");
    TestResult result = new TestResult().setUuid("u").setHistoryId("h").setStatus(Status.PASSED);
    result.getAttachments().add(new Attachment().setSource("s").setType("image/png"));

    JsonNode cleaned = eager.clean(ResultFiles.tree(result));

    assertThat(cleaned.path("uuid").asText()).isEqualTo("u");
    assertThat(cleaned.path("historyId").asText()).isEqualTo("h");
    assertThat(cleaned.path("status").asText()).isEqualTo("passed");
    assertThat(cleaned.at("/attachments/0/source").asText()).isEqualTo("s");
    assertThat(cleaned.at("/attachments/0/type").asText()).isEqualTo("image/png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16"})
  void text_is_cleaned_in_every_encoding(String name) {
    Charset charset = Charset.forName(name);

    byte[] cleaned = cleaner.clean("é s3cret".getBytes(charset));

    assertThat(new String(cleaned, charset)).isEqualTo("é [REDACTED]");
  }

  @Test
  void binary_content_comes_back_as_it_was() {
    byte[] picture = "\u0089PNG\0s3cret".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(cleaner.clean(picture)).isSameAs(picture);
  }
}
