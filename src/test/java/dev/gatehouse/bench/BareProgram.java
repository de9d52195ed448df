package dev.gatehouse.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What Gatehouse is measured against: the same visits by Playwright alone, as one would write them
 * with the pages' sources at hand. A Playwright and a browser for each worker, a new context for
 * each portal, and Playwright's own defaults: {@code navigate} waits for the load event, actions
 * wait until the element can be acted on, {@code waitForSelector} until it is visible. It checks
 * what Gatehouse checks and leaves nothing but a screenshot of each portal.
 */
final class BareProgram {

  private final Path browser;
  private final Path screenshots;
  private final Queue<BenchPortal> portals;

  private BareProgram(Path browser, Path screenshots, List<BenchPortal> portals) {
    this.browser = browser;
    this.screenshots = screenshots;
    this.portals = new ConcurrentLinkedQueue<>(portals);
  }

  /**
   * Visits every portal.
   *
   * @param args the browser's program, how many workers, the file with the portals, the folder for
   *     the screenshots
   */
  public static void main(String[] args) throws Exception {
    List<BenchPortal> portals =
        Files.readAllLines(Path.of(args[2])).stream().map(BenchPortal::parse).toList();
    BareProgram program = new BareProgram(Path.of(args[0]), Path.of(args[3]), portals);
    int workers = Integer.parseInt(args[1]);
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> working = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        working.add(threads.submit(program::work));
      }
      for (Future<?> worker : working) {
        worker.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void work() {
    try (Playwright playwright = Playwright.create()) {
      Browser started =
          playwright
              .chromium()
              .launch(new BrowserType.LaunchOptions().setExecutablePath(browser).setHeadless(true));
      for (BenchPortal next = portals.poll(); next != null; next = portals.poll()) {
        System.out.println(System.currentTimeMillis());
        try (BrowserContext context = started.newContext()) {
          visit(context.newPage(), next);
        }
      }
    }
  }

  private void visit(Page page, BenchPortal portal) {
    PortalKind kind = portal.kind();
    page.navigate(portal.address() + "login");
    page.fill(kind.username, portal.username());
    page.fill(kind.password, portal.password());
    page.click(kind.submit);
    page.waitForSelector(kind.signOut);
    page.navigate(portal.address() + kind.placePage.substring(1));
    page.waitForSelector(kind.placeMark);
    page.navigate(portal.address() + kind.sessionPage.substring(1));
    page.waitForSelector(kind.signOut);
    page.click(kind.signOut);
    page.waitForSelector(PortalKind.SIGN_IN_LINK);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(screenshots.resolve(portal.name() + ".png")));
  }

  /** Returns when the program took up its first portal, as its output says. */
  static long firstStart(List<String> output) throws IOException {
    return output.stream()
        .filter(line -> line.matches("\\d{13}"))
        .mapToLong(Long::parseLong)
        .min()
        .orElseThrow(() -> new IOException("the bare program took up no portal: " + output));
  }
}
