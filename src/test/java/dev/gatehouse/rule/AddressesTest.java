package dev.gatehouse.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/b2b?x=1, https://shop.example",
    "https://SHOP.example, https://shop.example",
    "https://shop.example:443/a:b, https://shop.example",
    "http://shop.example:80, http://shop.example",
    "http://shop.example:443, http://shop.example:443",
    "https://shop.example?next=/a, https://shop.example",
    "https://shop.example/#/orders, https://shop.example",
    "http://127.0.0.1:8080/app, http://127.0.0.1:8080",
    "http://[::1]:8080/app, http://[::1]:8080",
    "sandbox:td_synnex, sandbox:td_synnex"
  })
  void an_origin_is_what_browsers_call_it(String address, String origin) {
    assertThat(Addresses.PAGE.accepts(address) || Addresses.WEB_OR_SANDBOX.accepts(address))
        .isTrue();
    assertThat(Addresses.origin(address)).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//shop.example",
        "https://",
        "https:///path",
        "https://shop.example:65536",
        "https://a b",
        "https://user@shop.example",
        "https://-shop.example",
        "shop.example"
      })
  void what_is_no_address_on_the_web_is_refused(String address) {
    assertThat(Addresses.WEB_OR_SANDBOX.accepts(address)).isFalse();
    assertThat(Addresses.ORIGIN.accepts(address)).isFalse();
  }
}
