package dev.gatehouse.app;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An exception nobody expected, with its messages cleaned of secrets: what it says may be what was
 * typed. Its stack is that of the original, its type is told in the message.
 */
final class CleanDefect extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int DEEPEST = 8;

  private CleanDefect(String message, @Nullable Throwable cause, StackTraceElement[] stack) {
    super(message, cause, false, true);
    setStackTrace(stack);
  }

  /** Returns the exception as it is if it holds nothing secret, else one like it that does not. */
  static RuntimeException of(RuntimeException e, UnaryOperator<String> clean) {
    return holdsSecret(e, clean, 0) ? copy(e, clean, 0) : e;
  }

  private static boolean holdsSecret(
      @Nullable Throwable e, UnaryOperator<String> clean, int depth) {
    return e != null
        && depth < DEEPEST
        && (!clean.apply(e.toString()).equals(e.toString())
            || holdsSecret(e.getCause(), clean, depth + 1));
  }

  private static CleanDefect copy(Throwable e, UnaryOperator<String> clean, int depth) {
    Throwable cause = e.getCause();
    return new CleanDefect(
        clean.apply(e.toString()),
        cause == null || depth >= DEEPEST ? null : copy(cause, clean, depth + 1),
        e.getStackTrace());
  }
}
