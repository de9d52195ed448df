package dev.gatehouse.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  private final Position file = Position.of(Path.of("portals", "acme.yaml"));

  @Test
  void a_message_says_where_what_found_expected_and_what_to_do() {
    assertThat(
            Problem.at(file.in(14, 7), "unknown key \"sucess\"")
                .found("\"sucess\"")
                .expected("one of success, failure")
                .didYouMean("sucess", List.of("failure", "success")))
        .hasToString(
            "portals/acme.yaml:14:7: unknown key \"sucess\"; found \"sucess\"; expected one of"
                + " success, failure; did you mean \"success\"?");
  }

  @Test
  void a_place_is_shown_as_far_as_it_is_known() {
    assertThat(file).hasToString("portals/acme.yaml");
    assertThat(file.in(3, 0)).hasToString("portals/acme.yaml:3");
    assertThat(file.in(3, 9)).hasToString("portals/acme.yaml:3:9");
  }

  @Test
  void all_problems_are_thrown_once_sorted_by_file_line_and_column() {
    Problems problems = new Problems();
    problems.add(Problem.at(new Position("b.yaml", 1, 1), "fourth"));
    problems.add(Problem.at(new Position("a.yaml", 10, 1), "third"));
    problems.add(Problem.at(new Position("a.yaml", 9, 2), "second"));
    problems.add(Problem.at(new Position("a.yaml", 9, 1), "first"));

    assertThatExceptionOfType(ProblemsException.class)
        .isThrownBy(problems::throwIfAny)
        .withMessage(
            "a.yaml:9:1: first\na.yaml:9:2: second\na.yaml:10:1: third\nb.yaml:1:1: fourth")
        .satisfies(thrown -> assertThat(thrown.problems()).hasSize(4));
  }

  @Test
  void nothing_is_thrown_without_a_problem() {
    Problems problems = new Problems();

    problems.throwIfAny();

    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void beyond_two_hundred_lines_only_the_number_is_told() {
    Problems problems = new Problems();
    IntStream.rangeClosed(1, 203)
        .forEach(line -> problems.add(Problem.at(new Position("a.yaml", line, 1), "wrong")));

    assertThatExceptionOfType(ProblemsException.class)
        .isThrownBy(problems::throwIfAny)
        .satisfies(
            thrown ->
                assertThat(String.valueOf(thrown.getMessage()).lines())
                    .hasSize(201)
                    .endsWith("a.yaml:200:1: wrong", "and 3 more"));
  }
}
