package dev.gatehouse.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.gatehouse.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Has every line of the process's log, whoever writes it, cleaned of secrets before it is written:
 * messages, what is put into them, names of threads, exceptions. Close it to have the log as it
 * was. Thread-safe.
 */
final class CleanLog implements AutoCloseable {

  private final List<Runnable> undo = new ArrayList<>();

  private CleanLog() {}

  /** Cleans with this redactor from now on; another logging system than Logback is left alone. */
  static CleanLog with(Redactor redactor) {
    CleanLog log = new CleanLog();
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      context
          .getLoggerList()
          .forEach(
              logger ->
                  logger
                      .iteratorForAppenders()
                      .forEachRemaining(
                          appender -> {
                            if (appender instanceof OutputStreamAppender<ILoggingEvent> written) {
                              log.clean(written, redactor);
                            }
                          }));
    }
    return log;
  }

  private void clean(OutputStreamAppender<ILoggingEvent> appender, Redactor redactor) {
    Encoder<ILoggingEvent> own = appender.getEncoder();
    appender.setEncoder(new Cleaning(own, redactor));
    undo.add(() -> appender.setEncoder(own));
  }

  @Override
  public void close() {
    undo.forEach(Runnable::run);
  }

  private static final class Cleaning extends EncoderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> own;
    private final Redactor redactor;

    Cleaning(Encoder<ILoggingEvent> own, Redactor redactor) {
      this.own = own;
      this.redactor = redactor;
    }

    @Override
    public byte[] headerBytes() {
      return own.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      String line = new String(own.encode(event), StandardCharsets.UTF_8);
      return redactor.clean(line).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return own.footerBytes();
    }
  }
}
