package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import dev.gatehouse.secret.Redactor;
import dev.gatehouse.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class CleanLogTest {

  private static final String CANARY = "Kx7%Qv&<9f3a";

  private final Redactor redactor = new Redactor();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger logger = context.getLogger("canary");

  CleanLogTest() {
    redactor.watch(new Secret(CANARY));
    logger.setAdditive(false);
  }

  private FileAppender<ILoggingEvent> appender(Path file) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%thread %msg%n%ex");
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    logger.addAppender(appender);
    return appender;
  }

  @Test
  void messages_arguments_and_exceptions_are_written_without_secrets(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("log.txt");
    FileAppender<ILoggingEvent> appender = appender(file);

    try (CleanLog clean = CleanLog.with(redactor)) {
      assertThat(clean).isNotNull();
      logger.warn("Typed {}", CANARY, new IllegalStateException("cannot type " + CANARY));
    }
    String cleaned = Files.readString(file);
    logger.warn("Typed {}", CANARY);
    logger.detachAppender(appender);
    appender.stop();

    assertThat(cleaned)
        .startsWith(
            Thread.currentThread().getName()
                + " Typed [REDACTED]\njava.lang.IllegalStateException: cannot type [REDACTED]\n")
        .doesNotContain(CANARY);
    assertThat(Files.readString(file)).as("once it is closed").contains("Typed " + CANARY);
  }

  @Test
  void an_unexpected_exception_loses_its_secret_and_keeps_its_stack() {
    RuntimeException cause = new IllegalArgumentException("no such key: " + CANARY);
    RuntimeException defect = new IllegalStateException("failed", cause);

    RuntimeException cleaned = CleanDefect.of(defect, redactor::clean);

    assertThat(cleaned).hasMessage("java.lang.IllegalStateException: failed");
    assertThat(cleaned.getCause())
        .hasMessage("java.lang.IllegalArgumentException: no such key: [REDACTED]");
    assertThat(cleaned.getStackTrace()).isEqualTo(defect.getStackTrace());
    assertThat(CleanDefect.of(new IllegalStateException("harmless"), redactor::clean))
        .isInstanceOf(IllegalStateException.class);
  }
}
