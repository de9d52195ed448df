package dev.gatehouse.portal;

import java.util.List;

/**
 * What shows that something is so. Any one suffices.
 *
 * @param texts texts the page shows, compared without regard to case and white space
 * @param pages parts of the address ({@code /thank-you})
 */
public record Marks(List<String> texts, List<String> pages) {

  /** No marks. */
  public static final Marks NONE = new Marks(List.of(), List.of());

  public Marks {
    texts = List.copyOf(texts);
    pages = List.copyOf(pages);
  }

  /** Returns whether there is no mark at all. */
  public boolean isEmpty() {
    return texts.isEmpty() && pages.isEmpty();
  }
}
