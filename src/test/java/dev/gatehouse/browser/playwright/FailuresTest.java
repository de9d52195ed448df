package dev.gatehouse.browser.playwright;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import dev.gatehouse.browser.BrowserException;
import dev.gatehouse.browser.BrowserException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "ERR_NAME_NOT_RESOLVED, DNS",
    "ERR_CONNECTION_REFUSED, CONNECTION",
    "ERR_CONNECTION_RESET, CONNECTION",
    "ERR_CONNECTION_TIMED_OUT, CONNECTION",
    "ERR_EMPTY_RESPONSE, CONNECTION",
    "ERR_ADDRESS_UNREACHABLE, CONNECTION",
    "ERR_PROXY_CONNECTION_FAILED, CONNECTION",
    "ERR_TUNNEL_CONNECTION_FAILED, CONNECTION",
    "ERR_SSL_PROTOCOL_ERROR, CONNECTION",
    "ERR_INTERNET_DISCONNECTED, CONNECTION",
    "ERR_CERT_DATE_INVALID, CERTIFICATE",
    "ERR_CERT_COMMON_NAME_INVALID, CERTIFICATE",
    "ERR_TOO_MANY_REDIRECTS, OTHER",
    "ERR_UNSAFE_PORT, OTHER"
  })
  void tells_network_failures_apart(String code, Reason reason) {
    BrowserException failure =
        Failures.ofNavigation(
            "https://a.example/",
            1000,
            new PlaywrightException("net::" + code + " at https://a.example/\nCall log: x"));
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.getMessage())
        .startsWith("https://a.example/ ")
        .contains(code)
        .doesNotContain("Call log");
  }

  @Test
  void what_was_typed_never_gets_into_a_message() {
    PlaywrightException typed =
        new TimeoutError(
            """
            Error {
              message='Timeout 700ms exceeded.
              name='TimeoutError
            }
            Call log:
            - fill("hush-hush")
            -   waiting for element to be visible
            -     element is not visible
            """);
    BrowserException failure = Failures.ofElement("filled", "<input id=\"a\">", 700, typed);
    assertThat(failure)
        .hasMessage("<input id=\"a\"> could not be filled within 700 ms: it is not visible.")
        .hasNoCause();
  }

  @Test
  void what_covers_is_named_without_its_content() {
    PlaywrightException covered =
        new TimeoutError(
            """
            Timeout
            Call log:
            - <input id="x" value="hush" class="y"/> from <div id="box" title="hush">hush</div> \
            subtree intercepts pointer events
            """);
    assertThat(Failures.ofElement("clicked", "<a>", 700, covered).getMessage())
        .startsWith("<a> could not be clicked within 700 ms: it is covered by <input id=\"x\"")
        .doesNotContain("hush");
  }

  @Test
  void a_driver_that_is_gone_is_closed() {
    assertThat(Failures.of("reading", new PlaywrightException("Playwright connection closed")))
        .extracting(BrowserException::reason)
        .isEqualTo(Reason.CLOSED);
  }
}
