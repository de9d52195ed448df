package dev.gatehouse.sandbox;

import io.javalin.Javalin;
import io.javalin.config.SizeUnit;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The embedded portals, served on one port of 127.0.0.1, each under its own host name below {@code
 * .localhost}. Portals are called by their definitions' names ({@code td_synnex}); asking for one
 * that does not exist is an {@link IllegalArgumentException}. Thread-safe. Close it to stop it.
 */
public final class Sandbox implements AutoCloseable {
  static final List<String> NAMES =
      List.of(
          "ingram_micro", "td_synnex", "dh", "octotel", "osn", "authentik", "sam_gov", "grants");

  private static final int BAD_PASSWORDS_ALLOWED = 5;
  private static final int THREADS = 32;

  private final Map<String, Site> sites = new ConcurrentHashMap<>();
  private final Map<String, String> copies = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final FrontDoor door;
  private final Javalin server;

  private Sandbox(SandboxSettings settings) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("sandbox");
    threads.setDaemon(true);
    clock = settings.clock();
    door = new FrontDoor(threads, settings.latency(), this::address);
    NAMES.forEach(name -> open(name, name));
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.jetty.threadPool = threads;
              config.jetty.multipartConfig.maxInMemoryFileSize(8, SizeUnit.MB);
              config.jetty.multipartConfig.maxFileSize(8, SizeUnit.MB);
              config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
              for (HandlerType method :
                  List.of(HandlerType.GET, HandlerType.HEAD, HandlerType.POST)) {
                config.routes.addHttpHandler(method, "/*", door::arrive);
              }
            });
    server.start("127.0.0.1", settings.port());
  }

  /**
   * Starts the server. It is ready when this returns.
   *
   * @throws RuntimeException if the port is taken
   */
  public static Sandbox start(SandboxSettings settings) {
    return new Sandbox(settings);
  }

  /** Returns the port on 127.0.0.1. */
  public int port() {
    return server.port();
  }

  /**
   * Returns a host's address, ending in a slash: a portal's, an alias's or {@code ingram_sso}'s.
   */
  public String address(String portal) {
    return "http://" + site(portal).host() + ":" + port() + "/";
  }

  /** Returns the names of the eight portals. */
  public List<String> portals() {
    return NAMES;
  }

  /** Returns the account that works at a portal or an alias of it. */
  public SandboxAccount account(String portal) {
    return account(portal, "main");
  }

  /**
   * Returns another account of a portal: {@code wrong} has a wrong password, {@code unknown} does
   * not exist, {@code spare} works too, {@code locked} exists and has been locked.
   */
  public SandboxAccount account(String portal, String name) {
    return SeededAccounts.named(site(portal).folder(), name);
  }

  /** Sets how long every request waits from now on before it is answered. */
  public void latency(Duration perRequest) {
    door.latency(perRequest);
  }

  /** Returns how often a request arrived, whatever the answer was: {@code POST}, {@code /login}. */
  public int count(String portal, String method, String path) {
    return counts(portal).getOrDefault(method + " " + path, 0);
  }

  /** Returns how often each request arrived, by {@code POST /login}. */
  public Map<String, Integer> counts(String portal) {
    return locked(portal, site -> new TreeMap<>(site.memory().counts));
  }

  /**
   * Returns what the portal accepted, in order: {@code form}, {@code reference}, {@code user} and
   * the fields' values by their keys, check boxes as {@code yes} and {@code no}, an upload as a map
   * of {@code filename} and {@code bytes}. Passwords are left out.
   */
  public List<Map<String, Object>> submissions(String portal) {
    return locked(portal, site -> site.memory().submissions.stream().map(Map::copyOf).toList());
  }

  /** Makes a portal fail, in addition to the faults it has. */
  public void fault(String portal, Fault fault) {
    Site site = site(portal);
    if (fault == Fault.EXPIRED_SESSIONS) {
      family(site).forEach(member -> member.sessions().endAll());
    } else {
      site.conditions().set(fault);
    }
  }

  /** Makes a portal work again; what it kept waiting is answered. */
  public void clearFaults(String portal) {
    site(portal).conditions().clear();
  }

  /**
   * Redesigns every page of a portal: ids, classes, order, words. The server works as before.
   *
   * @param seed which redesign; 0 for none
   */
  public void disguise(String portal, long seed) {
    site(portal).conditions().disguise(seed);
  }

  /**
   * Forgets everything since the start: locks, counts, submissions, sessions, faults, disguises.
   */
  public void reset() {
    sites.values().forEach(site -> site.conditions().clear());
    copies.forEach(this::open);
  }

  /**
   * Serves a further copy of a portal under another name, with state of its own and the same
   * accounts.
   */
  public void alias(String name, String portal) {
    if (!name.matches("[a-z][a-z0-9_]*") || sites.containsKey(name)) {
      throw new IllegalArgumentException(
          "alias '"
              + name
              + "': expected a name not in use, of lower-case letters, digits and underscores");
    }
    open(name, site(portal).folder());
  }

  /** Stops the server; requests it kept waiting are dropped. */
  @Override
  public void close() {
    server.stop();
  }

  private void open(String name, String portal) {
    copies.put(name, portal);
    Conditions conditions = new Conditions();
    ReentrantLock lock = new ReentrantLock();
    for (Catalogue.Host host : Catalogue.hosts(name, portal)) {
      Site site =
          new Site(
              host.name(),
              portal,
              host.style(),
              conditions,
              lock,
              new Accounts(SeededAccounts.existing(portal), BAD_PASSWORDS_ALLOWED),
              new Sessions(),
              new Site.Memory(),
              clock);
      site.accounts().lock(SeededAccounts.named(portal, "locked").username());
      sites.put(site.name(), site);
      Routes routes = new Routes();
      host.pages().install(routes);
      door.open(site, routes);
    }
  }

  private List<Site> family(Site site) {
    List<Site> family = new ArrayList<>(sites.values());
    family.removeIf(other -> other.conditions() != site.conditions());
    return family;
  }

  private <T> T locked(String portal, Function<Site, T> read) {
    Site site = site(portal);
    site.lock().lock();
    try {
      return read.apply(site);
    } finally {
      site.lock().unlock();
    }
  }

  private Site site(String name) {
    Site site = sites.get(name);
    if (site == null) {
      throw new IllegalArgumentException(
          "no embedded portal '" + name + "'; there are: " + new TreeMap<>(sites).keySet());
    }
    return site;
  }
}
