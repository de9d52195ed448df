package dev.gatehouse.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without a window: keeps cookies per host, follows redirects, posts forms it sees. */
final class Visitor {
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Map<String, Map<String, String>> cookies = new HashMap<>();

  /** What came back in the end. */
  record Page(URI address, int status, HttpResponse<String> response) {
    Document document() {
      return Jsoup.parse(response.body(), address.toString());
    }

    String text() {
      return document().text();
    }

    String alert() {
      Element alert = document().selectFirst("[role=alert]");
      return alert == null ? "" : alert.text();
    }

    String hidden(String name) {
      return document().select("input[name=" + name + "]").attr("value");
    }
  }

  Page get(String address) {
    return follow(request(address).GET().build());
  }

  /** Posts the form that posts to the path, with its hidden fields and these values. */
  Page submit(Page page, String action, Map<String, String> values) {
    Element form = page.document().selectFirst("form[action=" + action + "]");
    if (form == null) {
      throw new AssertionError("no form to " + action + " on " + page.address());
    }
    Map<String, String> all = new LinkedHashMap<>();
    for (Element hidden : form.select("input[type=hidden]")) {
      all.put(hidden.attr("name"), hidden.attr("value"));
    }
    all.putAll(values);
    return post(page.address().resolve(action).toString(), all);
  }

  Page post(String address, Map<String, String> values) {
    String body =
        values.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return follow(
        request(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  Page postJson(String address, String csrf, String body) {
    return follow(
        request(address)
            .header("Content-Type", "application/json")
            .header("X-CSRF-Token", csrf)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** Posts values, one for each line, and one file as a browser's multipart form does. */
  Page upload(String address, Map<String, String> values, String field, String name, byte[] file) {
    String boundary = "----sandbox-boundary-7f3a";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    values.forEach(
        (key, value) ->
            value
                .lines()
                .map(line -> "name=\"" + key + "\"\r\n\r\n" + line + "\r\n")
                .forEach(rest -> part(body, boundary, rest)));
    String type = "\r\nContent-Type: application/pdf\r\n\r\n";
    part(body, boundary, "name=\"" + field + "\"; filename=\"" + name + "\"" + type);
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return follow(
        request(address)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  private static void part(ByteArrayOutputStream body, String boundary, String rest) {
    String part = "--" + boundary + "\r\nContent-Disposition: form-data; " + rest;
    body.writeBytes(part.getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String address) {
    URI uri = URI.create(address);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + uri.getPort() + uri.getRawPath() + query))
            .timeout(Duration.ofSeconds(10))
            .header("Host", uri.getAuthority());
    Map<String, String> own = cookies.getOrDefault(uri.getHost(), Map.of());
    if (!own.isEmpty()) {
      request.header(
          "Cookie",
          own.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private Page follow(HttpRequest first) {
    HttpRequest request = first;
    for (int hop = 0; hop < 10; hop++) {
      HttpResponse<String> response = send(request);
      URI address =
          URI.create(
              "http://"
                  + request.headers().firstValue("Host").orElseThrow()
                  + request.uri().getRawPath()
                  + (request.uri().getRawQuery() == null ? "" : "?" + request.uri().getRawQuery()));
      keep(address.getHost(), response);
      if (response.statusCode() / 100 != 3) {
        return new Page(address, response.statusCode(), response);
      }
      String location = response.headers().firstValue("Location").orElseThrow();
      request = request(address.resolve(location).toString()).GET().build();
    }
    throw new AssertionError("too many redirects from " + first.uri());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(String host, HttpResponse<String> response) {
    for (String header : response.headers().allValues("Set-Cookie")) {
      String pair = header.substring(0, header.indexOf(';'));
      int equals = pair.indexOf('=');
      cookies
          .computeIfAbsent(host, key -> new LinkedHashMap<>())
          .put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
