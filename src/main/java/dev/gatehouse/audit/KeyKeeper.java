package dev.gatehouse.audit;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the key the audit log is signed with, as text of two PEM blocks. Called by one thread and
 * process at a time.
 */
public interface KeyKeeper {

  /** Returns where the key is kept, for a person. */
  String place();

  /** Returns how, for whoever verifies: {@code file} or {@code store}. */
  String kept();

  /** Returns the key, if there is one. */
  Optional<String> read() throws IOException;

  /**
   * Keeps a new key where there was none.
   *
   * @return what is kept now: of several that write at once, the first's
   */
  String write(String pem) throws IOException;
}
