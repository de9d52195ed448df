package dev.gatehouse.secret.file;

/**
 * Remembers, apart from the secrets file, how often it was written, so that an old copy put back is
 * noticed. Called by one writer at a time.
 */
public interface Generations {

  /**
   * Returns the generation last kept; 0 if none; below 0 when it is known that there is no file any
   * more, which last had that generation.
   */
  long kept();

  /** Keeps a generation in place of the last. */
  void keep(long generation);
}
