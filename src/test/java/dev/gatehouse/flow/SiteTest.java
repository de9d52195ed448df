package dev.gatehouse.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/a?b=c#d, https://shop.example",
    "https://shop.example:443/, https://shop.example",
    "http://shop.example:80/, http://shop.example",
    "https://shop.example:80/, https://shop.example:80",
    "HTTPS://Shop.Example/, https://shop.example",
    "http://shop.example/, http://shop.example",
    "https://shop.example@evil.example/, https://evil.example",
    "https://shop.example.evil.example/, https://shop.example.evil.example",
    "about:blank, null",
    "'data:text/html,x', null",
    "file:///etc/passwd, null",
    "not an address, null",
    "'', null"
  })
  void an_origin_is_what_browsers_say_it_is(String address, String origin) {
    assertThat(Site.origin(address)).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/login?user=dana&pw=x#frag, https://shop.example/login",
    "https://dana:secret@shop.example/login, https://shop.example/login",
    "http://localhost:8080, http://localhost:8080",
    "about:blank, about:blank",
    "'data:text/html,secret', ''",
    "not an address, ''"
  })
  void evidence_holds_an_address_without_what_may_be_secret(String address, String plain) {
    assertThat(Sighting.plain(address)).isEqualTo(plain);
  }
}
