package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.browser.BrowserException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine does, whichever browser and driver are behind it. What measures time, or gives
 * the page little of it, is tagged {@code timed} and runs by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
public abstract class EngineContract {

  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration QUIET = Duration.ofMillis(400);

  /** Registers what a selector given as the argument finds, through open shadow roots too. */
  private static final String REGISTER =
      """
      (selector) => {
        const found = [];
        const look = (root) => {
          found.push(...root.querySelectorAll(selector));
          for (const e of root.querySelectorAll('*')) if (e.shadowRoot) look(e.shadowRoot);
        };
        look(document);
        window[Symbol.for('gatehouse')] = { elements: found };
        return found.map((e) => e.id).join(',');
      }
      """;

  private static final String EVALUATE = "(expression) => String(eval(expression))";

  private Engine engine;
  private TestSite site;
  private BrowserSession session;
  private WebPage page;

  /** Starts the engine under test. */
  protected abstract Engine launch();

  /** Returns how many sessions the engine's browser holds. */
  protected abstract int sessionsIn(Engine running);

  protected Engine engine() {
    return engine;
  }

  @BeforeAll
  void start() {
    engine = launch();
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  @BeforeEach
  void open_session() {
    site = new TestSite();
    session = engine.open(SessionOptions.PLAIN);
    page = session.page();
  }

  @AfterEach
  void close_session() {
    session.close();
    site.close();
  }

  private void show(String html) {
    site.page("/page", html);
    page.open(site.address("/page"), LONG);
  }

  private List<FrameReading> readings(String script, String argument) {
    return page.readFrames(script, argument, LONG);
  }

  private Element find(String selector) {
    return page.element(readings(REGISTER, selector).get(0), 0);
  }

  private String evaluate(String expression) {
    return evaluateIn(page, expression);
  }

  private static String evaluateIn(WebPage window, String expression) {
    return window.readFrames(EVALUATE, expression, LONG).get(0).value();
  }

  private static BrowserException failure(ThrowingCallable call) {
    BrowserException thrown = catchThrowableOfType(BrowserException.class, call);
    assertThat(thrown).as("a BrowserException").isNotNull();
    return thrown;
  }

  private void awaitUntil(String expression) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!evaluate(expression).equals("true")) {
      assertThat(System.nanoTime()).as(expression + " in time").isLessThan(end);
      page.awaitChange(QUIET);
    }
  }

  @Test
  void what_a_service_worker_asks_for_disturbs_nothing() {
    site.serve(
        "/worker.js",
        exchange ->
            TestSite.answer(
                exchange,
                200,
                "text/javascript",
                "self.addEventListener('install', (e) => e.waitUntil(fetch('/asked')))"));
    site.page("/asked", "{}");
    show(
        "<title>Waits</title><script>navigator.serviceWorker.register('/worker.js');"
            + "navigator.serviceWorker.ready.then(() => { document.title = 'Ready' })</script>");

    awaitUntil("document.title === 'Ready'");
    assertThat(site.requests()).contains("GET /asked");
  }

  // ---- recording

  @Test
  void a_trace_holds_what_happened_between_its_start_and_its_end() throws IOException {
    site.page("/before", "<title>Before</title>");
    site.page("/during", "<title>During</title><p>Orders of the day</p>");
    site.page("/after", "<title>After</title>");
    assertThat(session.trace().stop()).as("nothing was started").isEmpty();

    page.open(site.address("/before"), LONG);
    session.trace().start();
    session.trace().start();
    page.open(site.address("/during"), LONG);
    page.screenshot(List.of());
    byte[] first = session.trace().stop();
    page.open(site.address("/after"), LONG);
    session.trace().start();
    byte[] second = session.trace().stop();
    session.trace().start();
    page.open(site.address("/before"), LONG);
    session.trace().discard();

    assertThat(session.trace().stop()).isEmpty();
    assertThat(unpacked(first))
        .contains("Orders of the day", site.address("/during"))
        .doesNotContain(site.address("/after"));
    assertThat(unpacked(second)).contains("context-options").doesNotContain("/during", "/before");
  }

  private static String unpacked(byte[] archive) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        all.append(entry.getName()).append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  // ---- opening

  @Test
  void tells_the_browsers_name_and_version() {
    assertThat(engine.version()).matches(".*\\D \\d+\\.\\d+.*");
  }

  @Test
  void opens_a_document_and_gives_its_reply() {
    site.serve(
        "/teapot",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.getResponseHeaders().set("X-Other", "kept out");
          TestSite.answer(exchange, 418, "text/html", "<title>Teapot</title>");
        });
    Reply reply = page.open(site.address("/teapot"), LONG);
    assertThat(reply.status()).isEqualTo(418);
    assertThat(reply.document()).isTrue();
    assertThat(reply.address()).isEqualTo(site.address("/teapot"));
    assertThat(reply.headers()).containsOnlyKeys("retry-after", "content-type");
    assertThat(reply.header("Retry-After")).contains("7");
    assertThat(page.title()).isEqualTo("Teapot");
    assertThat(page.address()).isEqualTo(site.address("/teapot"));
  }

  @Test
  void opening_does_not_wait_for_images() {
    show("<title>Quick</title><img src='/hang'>");
    assertThat(page.title()).isEqualTo("Quick");
  }

  @Test
  void a_document_can_be_entered_before_its_scripts_have_come() {
    CountDownLatch read = new CountDownLatch(1);
    site.serve(
        "/script.js",
        exchange -> {
          await(read);
          TestSite.answer(exchange, 200, "text/javascript", "document.title = 'Ready'");
        });
    site.page("/page", "<title>Coming</title><script src=/script.js defer></script>");

    page.enter(site.address("/page"), LONG);

    assertThat(evaluate("document.title")).isEqualTo("Coming");
    assertThat(page.isComing()).isTrue();
    read.countDown();
    page.awaitParsed(LONG);
    assertThat(page.isComing()).isFalse();
    assertThat(page.title()).isEqualTo("Ready");
  }

  @Test
  void a_style_sheet_that_comes_is_a_change() {
    CountDownLatch read = new CountDownLatch(1);
    site.serve(
        "/sheet.css",
        exchange -> {
          await(read);
          TestSite.answer(exchange, 200, "text/css", "p { color: red }");
        });
    show("<link rel=stylesheet href=/sheet.css><p>x</p>");
    settle();
    assertThat(page.awaitChange(QUIET)).isFalse();

    read.countDown();

    assertThat(page.awaitChange(LONG)).isTrue();
  }

  @Test
  void a_fragment_of_the_open_document_opens_without_an_answer() {
    show("<p id=here>x</p>");
    assertThat(page.open(site.address("/page#here"), LONG).status()).isEqualTo(200);
  }

  @Test
  void a_page_that_goes_on_to_another_at_once_is_opened() {
    site.page("/next", "<title>Next</title>");
    site.page("/first", "<script>location.replace('/next')</script><img src=/hang>");
    page.open(site.address("/first"), LONG);
    awaitUntil("document.title === 'Next'");
  }

  @Test
  void a_closed_port_is_a_connection_failure() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String address = "http://127.0.0.1:" + port + "/";
    BrowserException thrown = failure(() -> page.open(address, LONG));
    assertThat(thrown.reason()).isEqualTo(Reason.CONNECTION);
    assertThat(thrown)
        .hasMessage(
            address
                + " cannot be reached: nothing listens there (ERR_CONNECTION_REFUSED). Check the"
                + " address and whether the portal is up.");
  }

  @Test
  void a_connection_that_is_cut_is_a_connection_failure() {
    site.serve("/cut", exchange -> exchange.close());
    BrowserException thrown = failure(() -> page.open(site.address("/cut"), LONG));
    assertThat(thrown.reason()).isEqualTo(Reason.CONNECTION);
  }

  @Test
  void an_unknown_host_is_a_dns_failure() {
    BrowserException thrown = failure(() -> page.open("http://no-such-host.invalid/", LONG));
    assertThat(thrown.reason()).isEqualTo(Reason.DNS);
    assertThat(thrown)
        .hasMessage(
            "http://no-such-host.invalid/ cannot be reached: its host name has no address"
                + " (ERR_NAME_NOT_RESOLVED). Check the spelling of the address and the machine's"
                + " name service.");
  }

  @Test
  void a_self_signed_certificate_is_refused(@TempDir Path folder) throws Exception {
    try (SelfSignedSite secure = new SelfSignedSite(folder)) {
      BrowserException thrown = failure(() -> page.open(secure.address(), LONG));
      assertThat(thrown.reason()).isEqualTo(Reason.CERTIFICATE);
      assertThat(thrown)
          .hasMessage(
              secure.address()
                  + " was not opened: its certificate is not valid for it"
                  + " (ERR_CERT_AUTHORITY_INVALID). Check the address; a private authority must be"
                  + " trusted by this machine.");
      assertThat(secure.requestCount()).isZero();
    }
  }

  @Test
  @Tag("timed")
  void a_server_that_hangs_is_a_timeout() {
    BrowserException thrown = failure(() -> page.open(site.address("/hang"), SHORT));
    assertThat(thrown.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(thrown)
        .hasMessage(
            site.address("/hang")
                + " gave no document within 700 ms. The portal is slow or hangs; raise its deadline"
                + " if it is always so.");
  }

  @Test
  void an_answer_without_a_document_is_told() {
    site.serve("/empty", exchange -> TestSite.answer(exchange, 204, "text/plain", ""));
    assertThatThrownBy(() -> page.open(site.address("/empty"), LONG))
        .hasMessage(site.address("/empty") + " was answered with status 204 and no document.");
  }

  @Test
  void a_download_is_refused_and_told() {
    site.serve(
        "/file",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=a.bin");
          TestSite.answer(exchange, 200, "application/octet-stream", "bytes");
        });
    assertThatThrownBy(() -> page.open(site.address("/file"), LONG))
        .hasMessage(
            site.address("/file")
                + " is a file to download, not a page. Downloads are refused; open a page.");
    assertThat(page.isBusy()).isFalse();
  }

  // ---- reading

  @Test
  void reads_every_frame_the_main_one_first() {
    site.page("/inner", "<input id=inner>");
    show(
        "<input id=outer><iframe src='/inner'></iframe><iframe src='"
            + site.otherSite("/inner")
            + "'></iframe><iframe srcdoc='<input id=doc>'></iframe>");
    awaitUntil("[...document.querySelectorAll('iframe')].length === 3");
    List<FrameReading> found = readingsOf(4, "input");
    assertThat(found.get(0).main()).isTrue();
    assertThat(found)
        .extracting(FrameReading::value)
        .containsExactlyInAnyOrder("outer", "inner", "inner", "doc");
    assertThat(found).extracting(FrameReading::address).contains(site.otherSite("/inner"));
  }

  private List<FrameReading> readingsOf(int frames, String selector) {
    long end = System.nanoTime() + LONG.toNanos();
    while (true) {
      List<FrameReading> found = readings(REGISTER, selector);
      if (found.size() == frames && found.stream().noneMatch(frame -> frame.value().isEmpty())) {
        return found;
      }
      assertThat(System.nanoTime()).as("all frames in time").isLessThan(end);
      page.awaitChange(QUIET);
    }
  }

  @Test
  void an_element_of_a_frame_of_another_site_can_be_filled() {
    site.page("/inner", "<input id=inner>");
    show("<input id=outer><iframe src='" + site.otherSite("/inner") + "'></iframe>");
    FrameReading inner = readingsOf(2, "input").get(1);
    page.element(inner, 0).fill("hello", LONG);
    assertThat(readings(EVALUATE, "document.querySelector('input').value"))
        .extracting(FrameReading::value)
        .containsExactly("", "hello");
  }

  @Test
  void an_element_in_nested_shadow_roots_can_be_filled() {
    show(
        """
        <outer-box></outer-box><script>
          customElements.define('inner-box', class extends HTMLElement {
            connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<input id=deep>'; }
          });
          customElements.define('outer-box', class extends HTMLElement {
            connectedCallback() {
              this.attachShadow({mode: 'open'}).innerHTML = '<inner-box></inner-box>';
            }
          });
        </script>
        """);
    find("input").fill("deep down", LONG);
    assertThat(
            evaluate(
                "document.querySelector('outer-box').shadowRoot"
                    + ".querySelector('inner-box').shadowRoot.querySelector('input').value"))
        .isEqualTo("deep down");
  }

  @Test
  void reading_waits_for_the_document_of_a_navigation_under_way() {
    CountDownLatch clicked = new CountDownLatch(1);
    site.serve(
        "/slow",
        exchange -> {
          await(clicked);
          TestSite.answer(exchange, 200, "text/html", "<title>Slow</title>");
        });
    show("<a href=/slow>go</a>");
    find("a").click(LONG);
    assertThat(page.awaitChange(LONG) || page.isBusy()).isTrue();
    clicked.countDown();
    awaitUntil("document.title === 'Slow'");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Tag("timed")
  void an_endless_script_does_not_hang_reading_title_picture_or_closing() {
    show("<title>Loop</title><p>x</p>");
    evaluate("setTimeout(() => { for (;;); }, 0)");
    long start = System.nanoTime();
    BrowserException thrown = failure(() -> page.readFrames(EVALUATE, "1", SHORT));
    assertThat(thrown.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(thrown)
        .hasMessage(
            "The page "
                + site.address("/page")
                + " did not answer within 700 ms: its document does not come, or a script of it"
                + " does not end.");
    assertThat(page.isBusy()).isFalse();
    assertThat(page.awaitChange(QUIET)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(page.screenshot(List.of())).isNotEmpty();
    assertThat(page.title()).isEqualTo("Loop");
  }

  @Test
  @Tag("timed")
  void a_session_with_an_endless_script_closes() {
    show("<p>x</p>");
    evaluate("setTimeout(() => { for (;;); }, 0)");
    session.close();
    assertThat(sessionsIn(engine)).isZero();
  }

  @Test
  @Tag("timed")
  void another_window_works_while_one_loops() {
    show("<p>x</p>");
    evaluate("setTimeout(() => { for (;;); }, 0)");
    try (BrowserSession other = engine.open(SessionOptions.PLAIN)) {
      other.page().open(site.otherSite("/"), LONG);
      assertThat(other.page().title()).isEqualTo("Front");
    }
  }

  // ---- elements

  @Test
  void fills_types_and_presses() {
    show(
        "<input id=a value=old><input id=b value=old><script>window.keys=[];"
            + "b.addEventListener('keydown', (e) => keys.push(e.key));"
            + "window.inputs=0; a.addEventListener('input', () => inputs++)</script>");
    find("#a").fill("new", LONG);
    find("#b").type("xyz", LONG);
    find("#b").press("Enter", LONG);
    assertThat(evaluate("a.value + ' ' + b.value + ' ' + keys.join('') + ' ' + inputs"))
        .isEqualTo("new xyz DeletexyzEnter 1");
  }

  @Test
  @Tag("timed")
  void clicks_without_waiting_for_what_that_sets_off() {
    show("<a href='/hang'>go</a>");
    Element link = find("a");
    long start = System.nanoTime();
    link.click(LONG);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    awaitRequest("GET /hang");
    awaitBusy();
  }

  private void awaitRequest(String request) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!site.requests().contains(request)) {
      assertThat(System.nanoTime()).as(request + " in time").isLessThan(end);
      page.awaitChange(Duration.ofMillis(20));
    }
  }

  @Test
  void chooses_an_option_by_its_value() {
    show("<select id=s><option value=1>One<option value=2>Two</select>");
    find("#s").choose("2", LONG);
    assertThat(evaluate("s.value")).isEqualTo("2");
  }

  @Test
  @Tag("timed")
  void an_option_that_is_not_offered_is_told_with_those_that_are() {
    show("<select id=s><option value=1>One<option value=2>Two</select>");
    BrowserException thrown = failure(() -> find("#s").choose("3", SHORT));
    assertThat(thrown.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(thrown)
        .hasMessage("<select id=\"s\"> has no option with the value \"3\". It offers: 1, 2.");
  }

  @Test
  void ticks_and_unticks_plain_and_styled_boxes() {
    show(
        """
        <style>
          .styled input { position: absolute; opacity: 0; width: 0; height: 0 }
          .styled span { display: inline-block; padding: 8px; background: #ddd }
        </style>
        <input type=checkbox id=plain>
        <label class=styled><input type=checkbox id=styled>
          <span>I accept the <a href='/hang'>terms of use and everything else</a></span></label>
        <input type=radio name=r id=r1 value=1><input type=radio name=r id=r2 value=2>
        <div role=checkbox aria-checked=false id=aria tabindex=0
          onclick="this.setAttribute('aria-checked', this.getAttribute('aria-checked') !== 'true')">
          box</div>
        """);
    find("#plain").check(true, LONG);
    find("#styled").check(true, LONG);
    find("#r2").check(true, LONG);
    find("#aria").check(true, LONG);
    String state =
        "[plain.checked, styled.checked, r2.checked, aria.ariaChecked, location.pathname].join()";
    assertThat(evaluate(state)).isEqualTo("true,true,true,true,/page");
    find("#plain").check(false, LONG);
    find("#styled").check(false, LONG);
    find("#aria").check(false, LONG);
    find("#r2").check(true, LONG);
    assertThat(evaluate(state)).isEqualTo("false,false,true,false,/page");
  }

  @Test
  void uploads_files(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("certificate.pdf"), "%PDF content");
    show(
        "<input type=file id=f hidden><script>f.onchange = async () => "
            + "{ document.title = f.files[0].name + ':' + await f.files[0].text(); }</script>");
    find("#f").upload(List.of(file), LONG);
    awaitUntil("document.title === 'certificate.pdf:%PDF content'");
  }

  @Test
  void an_element_that_left_is_stale() {
    show("<button id=b>Go</button>");
    Element button = find("#b");
    evaluate("b.remove()");
    BrowserException thrown = failure(() -> button.click(LONG));
    assertThat(thrown.reason()).isEqualTo(Reason.STALE);
    assertThat(thrown)
        .hasMessage(
            "<button id=\"b\"> could not be clicked: it has left the page. Read the page again.");
  }

  @Test
  void an_element_of_a_document_that_was_left_is_stale() {
    show("<button id=b>Go</button>");
    FrameReading reading = readings(REGISTER, "#b").get(0);
    Element button = page.element(reading, 0);
    page.open(site.address("/"), LONG);
    assertThat(failure(() -> button.click(LONG)).reason()).isEqualTo(Reason.STALE);
    assertThat(failure(() -> page.element(reading, 0)).reason()).isEqualTo(Reason.STALE);
  }

  @Test
  void a_reading_never_names_an_element_of_a_later_one() {
    show("<button id=a>A</button><button id=b>B</button>");
    FrameReading first = readings(REGISTER, "#a").get(0);
    assertThat(page.element(first, 0)).isNotNull();
    evaluate("1 + 1");
    assertThat(page.element(first, 0)).as("a reading without registry changes nothing").isNotNull();
    readings(REGISTER, "#b");
    assertThatThrownBy(() -> page.element(first, 0))
        .hasMessage(
            "Element 0 of "
                + site.address("/page")
                + " has left the page since it was read. Read the page again.");
  }

  @Test
  void a_page_whose_scripts_disturb_reading_it_is_read_all_the_same() {
    show(
        "<button id=a>A</button><button id=b onclick='this.textContent=`done`'>B</button><script>"
            + "Document.prototype.querySelectorAll = () => { throw new Error('not for you'); };"
            + "</script>");
    FrameReading reading = readings(REGISTER, "#b").get(0);
    page.element(reading, 0).click(LONG);
    assertThat(evaluate("document.getElementById('b').textContent")).isEqualTo("done");
    readings(REGISTER, "#a");
    assertThat(failure(() -> page.element(reading, 0)).reason()).isEqualTo(Reason.STALE);
  }

  @Test
  void closed_shadow_roots_are_told_wherever_they_are() {
    show("<input><video controls></video><open-box></open-box>");
    assertThat(page.hasClosedRoots()).as("the browser's own").isFalse();
    evaluate("document.querySelector('open-box').attachShadow({mode:'open'}).innerHTML='<p></p>'");
    assertThat(page.hasClosedRoots()).as("an open one").isFalse();
    evaluate(
        "document.querySelector('open-box').shadowRoot.querySelector('p')"
            + ".attachShadow({mode:'closed'})");
    assertThat(page.hasClosedRoots()).isTrue();
  }

  @Test
  @Tag("timed")
  void a_covered_element_is_blocked_by_what_is_named() {
    show(
        "<button id=b>Go</button><div id=banner class='cookie note' title='a secret'"
            + " style='position:fixed;inset:0;background:#eee'>We use <b>cookies</b></div>");
    BrowserException thrown = failure(() -> find("#b").click(SHORT));
    assertThat(thrown.reason()).isEqualTo(Reason.BLOCKED);
    assertThat(thrown)
        .hasMessage(
            "<button id=\"b\"> could not be clicked within 700 ms: it is covered by <div"
                + " id=\"banner\" class=\"cookie note\">. Close or accept what covers it first.");
  }

  @Test
  @Tag("timed")
  void a_disabled_element_is_blocked() {
    show("<button id=b disabled>Go</button>");
    BrowserException thrown = failure(() -> find("#b").click(SHORT));
    assertThat(thrown.reason()).isEqualTo(Reason.BLOCKED);
    assertThat(thrown)
        .hasMessage(
            "<button id=\"b\"> could not be clicked within 700 ms: it is disabled. Fill in what the"
                + " page wants first.");
  }

  @Test
  @Tag("timed")
  void an_invisible_element_times_out() {
    show("<input id=a style='visibility:hidden'>");
    BrowserException thrown = failure(() -> find("#a").fill("hush-hush", SHORT));
    assertThat(thrown.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(thrown)
        .hasMessage("<input id=\"a\"> could not be filled within 700 ms: it is not visible.")
        .hasNoCause();
  }

  @Test
  @Tag("timed")
  void what_was_typed_is_in_no_message() {
    show("<input id=a type=date>");
    BrowserException thrown = failure(() -> find("#a").fill("hush-hush", SHORT));
    assertThat(thrown).hasMessageStartingWith("<input id=\"a\" type=\"date\"> could not be filled");
    assertThat(thrown.getMessage()).doesNotContain("hush");
    assertThat(thrown).hasNoCause();
  }

  // ---- changes and traffic

  @Test
  @Tag("timed")
  void a_change_ends_waiting_at_once_wherever_it_happens() {
    site.page("/inner", "<p id=p>x</p>");
    show(
        "<p id=p>x</p><x-box></x-box><iframe src='/inner'></iframe><iframe src='"
            + site.otherSite("/inner")
            + "'></iframe><script>customElements.define('x-box', class extends HTMLElement {"
            + "connectedCallback() { this.attachShadow({mode:'open'}).innerHTML = '<i>x</i>'; }"
            + "});</script>");
    readingsOf(3, "#p");
    settle();
    assertPrompt(0, "document.getElementById('p')");
    assertPrompt(0, "document.querySelector('x-box').shadowRoot.querySelector('i')");
    assertPrompt(1, "document.getElementById('p')");
    assertPrompt(2, "document.getElementById('p')");
  }

  /** The change happens 150 ms after it was asked for, by the page's own clock. */
  private void assertPrompt(int frame, String element) {
    String script =
        "(expression) => { if (!expression || location.pathname === '') return '';"
            + "const e = eval(expression);"
            + "if (e) setTimeout(() => { window.changedAt = Date.now(); e.textContent += 'y'; },"
            + " 150); return ''; }";
    String only =
        frame == 0
            ? "window === top && " + element
            : frame == 1
                ? "window !== top && location.hostname === 'localhost' && " + element
                : "location.hostname === '127.0.0.1' && " + element;
    readings(script, only);
    assertThat(page.awaitChange(LONG)).isTrue();
    long noticed = System.currentTimeMillis();
    List<String> times =
        readings(EVALUATE, "window.changedAt || ''").stream()
            .map(FrameReading::value)
            .filter(value -> !value.isEmpty())
            .toList();
    assertThat(times).as("changed in frame " + frame).isNotEmpty();
    long changed = times.stream().mapToLong(Long::parseLong).max().orElseThrow();
    assertThat(noticed - changed).as("millis until noticed, frame " + frame).isBetween(0L, 60L);
    settle();
  }

  private void settle() {
    long end = System.nanoTime() + LONG.toNanos();
    while (page.awaitChange(QUIET)) {
      assertThat(System.nanoTime()).as("the page at rest").isLessThan(end);
    }
  }

  @Test
  @Tag("timed")
  void a_quiet_page_is_waited_for_as_long_as_asked() {
    show("<p>x</p>");
    settle();
    long start = System.nanoTime();
    assertThat(page.awaitChange(QUIET)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(QUIET, QUIET.plusMillis(200));
  }

  @Test
  void the_page_sees_nothing_of_the_observer() {
    show("<p>x</p>");
    settle();
    assertThat(
            evaluate(
                "typeof gatehouseChanged + typeof gatehouseObserving"
                    + " + Object.keys(window).filter((k) => /gatehouse|playwright/i.test(k))"))
        .isEqualTo("undefinedundefined");
  }

  @Test
  @Tag("timed")
  void a_page_that_never_rests_is_read_and_waited_for_all_the_same() {
    show(
        "<p id=p>0</p><script>const tick = () => { p.textContent++;"
            + " requestAnimationFrame(tick); }; tick();</script>");
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      assertThat(page.awaitChange(LONG)).isTrue();
      assertThat(readings(EVALUATE, "p.textContent")).hasSize(1);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(page.isBusy()).isFalse();
    assertThat(page.screenshot(List.of())).isNotEmpty();
  }

  @Test
  void script_requests_make_busy_and_their_answers_are_kept() {
    CountDownLatch asked = new CountDownLatch(1);
    site.serve(
        "/api",
        exchange -> {
          await(asked);
          exchange.getResponseHeaders().set("Retry-After", "30");
          TestSite.answer(exchange, 429, "application/json", "{}");
        });
    show("<button id=b onclick=\"fetch('/api')\">x</button><img src='/hang'>");
    page.forgetReplies();
    assertThat(page.isBusy()).as("an image does not count").isFalse();
    find("#b").click(LONG);
    awaitRequest("GET /api");
    awaitBusy();
    asked.countDown();
    awaitIdle();
    assertThat(page.replies()).hasSize(1);
    Reply reply = page.replies().get(0);
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.document()).isFalse();
    assertThat(reply.header("retry-after")).contains("30");
    page.forgetReplies();
    assertThat(page.replies()).isEmpty();
  }

  @Test
  void a_request_from_before_the_last_action_makes_nobody_wait() {
    show("<button id=b onclick=\"fetch('/hang')\">x</button>");
    find("#b").click(LONG);
    awaitRequest("GET /hang");
    awaitBusy();

    page.forgetReplies();

    assertThat(page.isBusy()).isFalse();
  }

  @Test
  void a_field_is_told_that_it_was_changed_when_it_is_left() {
    show("<input id=a onchange=\"document.title = 'changed to ' + this.value\">");
    find("#a").fill("new", LONG);
    find("#a").leave(LONG);

    assertThat(page.title()).isEqualTo("changed to new");
  }

  /** The server may have a request a little before the browser has told of it. */
  private void awaitBusy() {
    long end = System.nanoTime() + LONG.toNanos();
    while (!page.isBusy()) {
      assertThat(System.nanoTime()).as("busy in time").isLessThan(end);
      page.awaitChange(Duration.ofMillis(20));
    }
  }

  private void awaitIdle() {
    long end = System.nanoTime() + LONG.toNanos();
    while (page.isBusy()) {
      assertThat(System.nanoTime()).as("idle in time").isLessThan(end);
      page.awaitChange(QUIET);
    }
  }

  @Test
  void redirects_are_kept_hop_by_hop() {
    site.serve(
        "/from",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/page");
          TestSite.answer(exchange, 302, "text/plain", "");
        });
    show("<p>x</p>");
    page.forgetReplies();
    Reply reply = page.open(site.address("/from"), LONG);
    assertThat(reply.address()).isEqualTo(site.address("/page"));
    assertThat(page.replies()).extracting(Reply::status).containsExactly(302, 200);
    assertThat(page.replies().get(0).header("location")).contains("/page");
    assertThat(page.isBusy()).isFalse();
  }

  @Test
  void event_streams_and_hanging_frames_images_do_not_make_busy_for_ever() {
    site.serve(
        "/events",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          site.awaitClosing();
        });
    show("<script>new EventSource('/events'); fetch('/events')</script>");
    awaitIdle();
    assertThat(site.requests()).contains("GET /events");
  }

  // ---- windows and dialogs

  @Test
  void a_pop_up_becomes_the_page_one_looks_at() {
    site.page("/help", "<title>Help</title>");
    show("<a id=a target=_blank href='/help'>help</a>");
    find("#a").click(LONG);
    assertThat(page.awaitChange(LONG)).isTrue();
    awaitWindows(2);
    WebPage popUp = session.page();
    assertThat(popUp).isNotSameAs(page);
    awaitTitle(popUp, "Help");
    assertThat(popUp.replies()).extracting(Reply::address).contains(site.address("/help"));
    popUp.close();
    assertThat(popUp.isClosed()).isTrue();
    assertThat(session.page()).isSameAs(page);
  }

  private void awaitWindows(int count) {
    long end = System.nanoTime() + LONG.toNanos();
    while (session.pages().size() != count) {
      assertThat(System.nanoTime()).as(count + " windows in time").isLessThan(end);
      page.awaitChange(QUIET);
    }
  }

  private static void awaitTitle(WebPage window, String title) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!window.title().equals(title)) {
      assertThat(System.nanoTime()).as(title + " in time").isLessThan(end);
      window.awaitChange(QUIET);
    }
  }

  @Test
  void a_window_that_closes_itself_is_a_change() {
    show("<a id=a href='#' onclick=\"window.w = window.open('/')\">x</a>");
    find("#a").click(LONG);
    awaitWindows(2);
    WebPage popUp = session.page();
    awaitTitle(popUp, "Front");
    evaluate("setTimeout(() => w.close(), 50)");
    assertThat(popUp.awaitChange(LONG)).isTrue();
    awaitWindows(1);
    assertThat(popUp.isClosed()).isTrue();
    assertThat(failure(popUp::title).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void a_session_whose_windows_are_all_closed_opens_a_blank_one() {
    page.close();
    assertThat(session.page().isClosed()).isFalse();
    assertThat(session.pages()).hasSize(1);
  }

  @Test
  void dialogs_are_dismissed_and_told() {
    show("<button id=b onclick=\"alert('Careful'); document.title = confirm('Sure?')\">x</button>");
    find("#b").click(LONG);
    awaitUntil("document.title === 'false'");
    assertThat(page.dialogs()).containsExactly("Careful", "Sure?");
    page.forgetReplies();
    assertThat(page.dialogs()).isEmpty();
  }

  @Test
  void a_page_that_asks_to_stay_is_left_all_the_same() {
    show("<input id=a><script>onbeforeunload = (e) => e.preventDefault()</script>");
    find("#a").type("x", LONG);
    assertThat(page.open(site.address("/"), LONG).status()).isEqualTo(200);
    assertThat(page.title()).isEqualTo("Front");
  }

  // ---- sessions

  @Test
  void sessions_share_nothing_and_state_carries_over() {
    show("<p>x</p>");
    evaluate("document.cookie = 'who=me'; localStorage.setItem('k', 'v')");
    String script = "document.cookie + ' ' + localStorage.getItem('k')";
    try (BrowserSession other = engine.open(SessionOptions.PLAIN)) {
      other.page().open(site.address("/page"), LONG);
      assertThat(evaluateIn(other.page(), script)).isEqualTo(" null");
    }
    try (BrowserSession same = engine.open(SessionOptions.PLAIN.withState(session.state()))) {
      same.page().open(site.address("/page"), LONG);
      assertThat(evaluateIn(same.page(), script)).isEqualTo("who=me v");
    }
  }

  @Test
  void what_a_window_has_stored_for_itself_carries_over_and_stays_cleared() {
    show("<p>x</p>");
    evaluate("sessionStorage.setItem('token', 'tok \"ü\" 7'); sessionStorage.setItem('b', '')");
    String state = session.state();
    String script = "sessionStorage.getItem('token') + '|' + sessionStorage.getItem('b')";
    long asked = site.requests().size();
    try (BrowserSession same = engine.open(SessionOptions.PLAIN.withState(state))) {
      assertThat(site.requests()).as("asked of the server").hasSize((int) asked);
      assertThat(same.page().address()).isEqualTo("about:blank");
      same.page().open(site.address("/page"), LONG);
      assertThat(evaluateIn(same.page(), script)).isEqualTo("tok \"ü\" 7|");
      evaluateIn(same.page(), "sessionStorage.clear()");
      same.page().open(site.address("/page"), LONG);
      assertThat(evaluateIn(same.page(), script)).isEqualTo("null|null");
    }
  }

  @Test
  void basic_credentials_go_to_their_origin_only() {
    for (String path : List.of("/basic", "/basic2")) {
      site.serve(
          path,
          exchange -> {
            String sent = exchange.getRequestHeaders().getFirst("Authorization");
            String right =
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=x");
            TestSite.answer(exchange, right.equals(sent) ? 200 : 401, "text/html", "<p>x</p>");
          });
    }
    String origin = site.address("");
    SessionOptions options =
        SessionOptions.PLAIN.withBasicCredentials(
            new SessionOptions.BasicCredentials(origin, "me", "secret"));
    try (BrowserSession known = engine.open(options)) {
      assertThat(known.page().open(site.address("/basic"), LONG).status()).isEqualTo(200);
      assertThat(known.page().open(site.otherSite("/basic2"), LONG).status()).isEqualTo(401);
    }
    Reply refused = page.open(site.address("/basic"), LONG);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("www-authenticate")).contains("Basic realm=x");
  }

  @Test
  void wrong_basic_credentials_end_in_the_401() {
    site.serve(
        "/basic",
        exchange -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=x");
          TestSite.answer(exchange, 401, "text/html", "<p>no</p>");
        });
    SessionOptions options =
        SessionOptions.PLAIN.withBasicCredentials(
            new SessionOptions.BasicCredentials(site.address(""), "me", "wrong"));
    try (BrowserSession wrong = engine.open(options)) {
      assertThat(wrong.page().open(site.address("/basic"), LONG).status()).isEqualTo(401);
    }
    assertThat(site.requests()).hasSize(2);
  }

  @Test
  void twenty_sessions_in_a_row_leave_nothing_behind() {
    session.close();
    for (int i = 0; i < 20; i++) {
      try (BrowserSession one = engine.open(SessionOptions.PLAIN)) {
        one.page().open(site.address("/"), LONG);
      }
    }
    assertThat(sessionsIn(engine)).isZero();
  }

  @Test
  void closing_twice_is_no_mistake_and_a_closed_session_says_so() {
    session.close();
    session.close();
    assertThat(failure(() -> page.open(site.address("/"), LONG)).reason()).isEqualTo(Reason.CLOSED);
    assertThat(failure(() -> session.state()).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void an_engine_is_handed_from_thread_to_thread() throws Exception {
    ExecutorService another = Executors.newSingleThreadExecutor();
    try {
      String title =
          another
              .submit(
                  () -> {
                    page.open(site.address("/"), LONG);
                    return page.title();
                  })
              .get(20, TimeUnit.SECONDS);
      assertThat(title).isEqualTo("Front");
    } finally {
      another.shutdown();
    }
    assertThat(page.title()).isEqualTo("Front");
  }

  @Test
  void an_interrupted_thread_stops_and_stays_interrupted() {
    show("<p>x</p>");
    settle();
    Thread.currentThread().interrupt();
    BrowserException thrown = failure(() -> page.awaitChange(LONG));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown.reason()).isEqualTo(Reason.CLOSED);
    assertThat(evaluate("1 + 1")).isEqualTo("2");
  }

  // ---- pictures

  @Test
  void secrets_are_painted_over_in_pictures() throws IOException {
    String box =
        "width:100px;height:40px;border:0;background:#ff0000;display:block;margin:0 0 10px";
    site.page("/inner", "<body style='margin:0'><input type=password style='" + box + "'>");
    show(
        "<body style='margin:0'><input type=password style='"
            + box
            + "'><input autocomplete='billing cc-number' style='"
            + box
            + "'><input autocomplete=one-time-code style='"
            + box
            + "'><input id=given value='It is Plinth%  orbit_3307 now' style='"
            + box
            + "'><input id=open style='"
            + box
            + "'><x-box></x-box><iframe src='"
            + site.otherSite("/inner")
            + "' style='border:0;display:block;height:60px'></iframe><script>"
            + "customElements.define('x-box', class extends HTMLElement { connectedCallback() {"
            + "this.attachShadow({mode:'open'}).innerHTML = '<input type=password style=\""
            + box
            + "\">'; }})</script>");
    readingsOf(2, "input,body");
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(page.screenshot(List.of("Plinth% Orbit_3307"))));
    int red = 0xffff0000;
    assertThat(picture.getWidth()).isEqualTo(1280);
    assertThat(picture.getRGB(50, 20)).as("password").isNotEqualTo(red);
    assertThat(picture.getRGB(50, 70)).as("card number").isNotEqualTo(red);
    assertThat(picture.getRGB(50, 120)).as("one-time code").isNotEqualTo(red);
    assertThat(picture.getRGB(50, 170)).as("a field that shows the text").isNotEqualTo(red);
    assertThat(picture.getRGB(50, 220)).as("an open field").isEqualTo(red);
    assertThat(picture.getRGB(50, 270)).as("in a shadow root").isNotEqualTo(red);
    assertThat(picture.getRGB(50, 320)).as("in a frame").isNotEqualTo(red);
  }

  @Test
  void a_text_is_painted_over_wherever_it_shows_and_little_else() throws IOException {
    String block = "display:block;height:40px;margin:0 0 10px;background:#ff0000;color:#ff0000";
    show(
        "<style>body{margin:0}</style>"
            + "<p style='%1$s'>You typed <b>Plinth%%</b>Orbit_3307</p>".formatted(block)
            + "<p style='%1$s'>Nothing here</p>".formatted(block)
            + "<x-echo></x-echo>"
            + "<input placeholder='Plinth%%Orbit_3307' style='%1$s'>".formatted(block)
            + "<form style='margin:0'><input name=children value=x style='%1$s'></form>"
                .formatted(block)
            + "<script>customElements.define('x-echo', class extends HTMLElement {"
            + "connectedCallback() { this.attachShadow({mode:'open'}).innerHTML ="
            + "'<p style=\"%1$s\">plinth%%orbit_3307</p>'; }})</script>".formatted(block));
    readingsOf(1, "p,input");

    BufferedImage picture =
        ImageIO.read(
            new ByteArrayInputStream(page.screenshot(List.of("Plinth%Orbit_3307", "x", ""))));

    int red = 0xffff0000;
    assertThat(picture.getRGB(50, 20)).as("text in two elements").isNotEqualTo(red);
    assertThat(picture.getRGB(50, 70)).as("other text").isEqualTo(red);
    assertThat(picture.getRGB(50, 120)).as("in a shadow root").isNotEqualTo(red);
    assertThat(picture.getRGB(50, 170)).as("placeholder").isNotEqualTo(red);
    assertThat(picture.getRGB(50, 220)).as("a text too short to be hidden").isEqualTo(red);
  }

  @Test
  void a_picture_does_not_change_the_document() {
    show("<input type=password id=p><p id=t>x</p>");
    page.screenshot(List.of("some text"));
    awaitUntil("document.documentElement.querySelectorAll('*').length === 4");
    assertThat(evaluate("document.body.textContent")).isEqualTo("x");
  }
}
