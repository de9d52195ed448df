import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints how much of the code the tests ran, from JaCoCo's table. Run by the build as a single
 * source file: {@code java Coverage.java target/site/jacoco/jacoco.csv}.
 */
final class Coverage {

  public static void main(String[] args) throws IOException {
    Path table = Path.of(args[0]);
    if (Files.notExists(table)) {
      System.out.println("Coverage: not measured, no tests were run.");
      return;
    }
    List<String> rows = Files.readAllLines(table);
    List<String> columns = List.of(rows.get(0).split(","));
    System.out.printf(
        Locale.ROOT,
        "Coverage: %.1f %% of lines, %.1f %% of branches%n",
        percent("LINE", columns, rows),
        percent("BRANCH", columns, rows));
  }

  private static double percent(String counter, List<String> columns, List<String> rows) {
    long missed = sum(columns.indexOf(counter + "_MISSED"), rows);
    long covered = sum(columns.indexOf(counter + "_COVERED"), rows);
    return missed + covered == 0 ? 100 : 100.0 * covered / (missed + covered);
  }

  private static long sum(int column, List<String> rows) {
    return rows.stream().skip(1).mapToLong(row -> Long.parseLong(row.split(",")[column])).sum();
  }
}
