package dev.gatehouse.lint;

import dev.gatehouse.problem.Position;
import java.util.List;
import java.util.Map;

/**
 * A step as a scenario has it, an example's values filled in.
 *
 * @param at where its keyword stands
 * @param keyword as it is written, without the space behind it
 * @param text what follows the keyword
 * @param table its table's rows of cells; no rows if it has none
 * @param textBlock whether a text block follows it
 */
record StepUse(
    Position at, String keyword, SourceText text, List<List<SourceText>> table, boolean textBlock) {

  StepUse {
    table = table.stream().map(List::copyOf).toList();
  }

  StepUse with(Map<String, SourceText> example) {
    return new StepUse(
        at,
        keyword,
        text.with(example),
        table.stream().map(row -> row.stream().map(cell -> cell.with(example)).toList()).toList(),
        textBlock);
  }
}
