package dev.gatehouse.step;

import io.cucumber.cucumberexpressions.CaptureGroupTransformer;
import io.cucumber.cucumberexpressions.ParameterType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** The parameter types of {@link Names}, as Cucumber's expressions take them. */
final class StepParameters {

  private StepParameters() {}

  static List<ParameterType<String>> all() {
    Names names = new Names();
    return Arrays.stream(Names.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(io.cucumber.java.ParameterType.class))
        .map(method -> type(names, method))
        .toList();
  }

  private static ParameterType<String> type(Names names, Method method) {
    var annotation = method.getAnnotation(io.cucumber.java.ParameterType.class);
    CaptureGroupTransformer<String> transformer =
        groups -> String.valueOf(method.invoke(names, (Object[]) groups));
    return new ParameterType<>(
        annotation.name(), annotation.value(), String.class, transformer, false, false);
  }
}
