package dev.gatehouse.step;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a step does and how it is written in a feature file; the step catalogue is made of these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Example {

  /** Returns the step as a feature file has it, with its keyword, and its table if it takes one. */
  String value();

  /** Returns what the step does, one sentence. */
  String does();
}
