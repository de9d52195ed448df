package dev.gatehouse.yaml;

import dev.gatehouse.problem.Position;

/** A value in a YAML file, which knows where it stands. Immutable. */
public sealed interface YamlValue permits YamlMapping, YamlSequence, YamlScalar {

  /** Returns where the value begins. */
  Position at();

  /** Returns the value as a message shows what was found: {@code "abc"}, {@code a list}. */
  String shown();
}
