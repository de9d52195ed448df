package dev.gatehouse.problem;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file the file as messages show it, with forward slashes
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1; 0 when the line as a whole is meant
 */
public record Position(String file, int line, int column) implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);

  /** Returns the place that means the whole file. */
  public static Position of(Path file) {
    return new Position(file.toString().replace('\\', '/'), 0, 0);
  }

  /** Returns a place in the same file. */
  public Position in(int newLine, int newColumn) {
    return new Position(file, newLine, newColumn);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code file:line:column} as far as it is known, which terminals and editors open. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
