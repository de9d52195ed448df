package dev.gatehouse.sandbox;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every request arrives: it finds the site, counts, waits, and has it answered. */
final class FrontDoor {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
  private static final int MAINTENANCE_SECONDS = 120;

  private final Map<String, Portal> byHost = new ConcurrentHashMap<>();
  private final Pages pages = new Pages(new Templates());
  private final Executor threads;
  private final Function<String, String> addresses;
  private volatile Duration latency;

  /** A site and what it answers. */
  record Portal(Site site, Routes routes) {}

  FrontDoor(Executor threads, Duration latency, Function<String, String> addresses) {
    this.threads = threads;
    this.latency = latency;
    this.addresses = addresses;
  }

  void open(Site site, Routes routes) {
    SharedRoutes.install(routes);
    byHost.put(site.host(), new Portal(site, routes));
  }

  void latency(Duration perRequest) {
    latency = perRequest;
  }

  /** Answers a request, now or later. */
  void arrive(Context context) {
    Portal portal = byHost.get(hostName(context));
    if (portal == null) {
      index(context);
      return;
    }
    count(portal.site(), context.method().name() + " " + context.path());
    Duration wait = latency;
    CompletableFuture<Void> answering = portal.site().conditions().answering();
    if (wait.isZero() && answering.isDone()) {
      answer(context, portal);
      return;
    }
    Executor later =
        CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, threads);
    context.future(() -> answering.thenRunAsync(() -> answer(context, portal), later));
  }

  private void answer(Context context, Portal portal) {
    Site site = portal.site();
    site.lock().lock();
    try {
      Exchange exchange = new Exchange(context, site, pages, addresses);
      try {
        fail(site.conditions());
        handler(portal, context).handle(exchange);
      } catch (Refusal refusal) {
        exchange.refuse(refusal);
      } catch (Exception e) {
        LOG.error(
            "{} {}{} could not be answered", context.method(), site.host(), context.path(), e);
        exchange.refuse(
            new Refusal(500, "Internal server error", "This should not have happened."));
      }
    } catch (Refusal refusal) {
      context.status(refusal.status()).result(refusal.text());
    } finally {
      site.lock().unlock();
    }
  }

  private static Routes.Handler handler(Portal portal, Context context) {
    String path = context.path();
    Optional<Routes.Handler> handler = portal.routes().find(context.method().name(), path);
    if (handler.isEmpty() && path.startsWith("/assets/")) {
      return exchange -> exchange.asset(path.substring("/assets/".length()));
    }
    return handler.orElseThrow(
        () -> new Refusal(404, "Page not found", "The page you asked for does not exist."));
  }

  private static void fail(Conditions conditions) {
    if (conditions.has(Fault.SERVER_ERROR)) {
      throw new Refusal(
          500, "Internal server error", "The server met an unexpected condition. Try again later.");
    }
    if (conditions.has(Fault.MAINTENANCE)) {
      throw new Refusal(
          503,
          "Down for maintenance",
          "We are carrying out scheduled maintenance and will be back shortly.",
          MAINTENANCE_SECONDS);
    }
  }

  private static void count(Site site, String request) {
    site.lock().lock();
    try {
      site.memory().counts.merge(request, 1, Integer::sum);
    } finally {
      site.lock().unlock();
    }
  }

  private void index(Context context) {
    List<Map<String, String>> portals =
        byHost.values().stream()
            .map(portal -> portal.site().name())
            .sorted()
            .map(name -> Map.of("name", name, "address", addresses.apply(name)))
            .toList();
    boolean here = context.path().equals("/");
    context.status(here ? 200 : 404).html(pages.index(Map.of("portals", portals)));
  }

  private static String hostName(Context context) {
    String host = Optional.ofNullable(context.host()).orElse("");
    int colon = host.indexOf(':');
    return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
  }
}
