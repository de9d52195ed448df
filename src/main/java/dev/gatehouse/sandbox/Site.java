package dev.gatehouse.sandbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One host: what it is called, and all it remembers. The lock is held while a request is handled,
 * so handlers need no further care; a portal's two hosts share it, and their conditions.
 *
 * @param name as tests call it, {@code td_synnex}
 * @param folder where its templates are, the name of the portal it is a copy of
 */
record Site(
    String name,
    String folder,
    Style style,
    Conditions conditions,
    ReentrantLock lock,
    Accounts accounts,
    Sessions sessions,
    Memory memory,
    InstantSource clock) {

  /**
   * What differs from portal to portal in the protocol.
   *
   * @param cookie the session cookie's name
   * @param csrf the name of the form field with the CSRF token
   */
  record Style(String cookie, String csrf) {}

  /** What the site has seen and accepted. Guarded by the site's lock. */
  static final class Memory {
    final Map<String, Integer> counts = new TreeMap<>();
    final List<Map<String, Object>> submissions = new ArrayList<>();
    final Set<String> registered = new HashSet<>();
    private int references;

    /** Returns the next number of a row that looks like a busy portal's. */
    int nextReference() {
      return 104_113 + 37 * references++;
    }
  }

  /** Returns the host name: underscores become hyphens. */
  String host() {
    return name.replace('_', '-') + ".localhost";
  }

  /** Writes down what was accepted, and returns it. */
  Map<String, Object> accept(String form, String reference, Map<String, Object> values) {
    Map<String, Object> submission = new LinkedHashMap<>();
    submission.put("form", form);
    submission.put("reference", reference);
    submission.putAll(values);
    memory.submissions.add(submission);
    return submission;
  }

  /** Returns whether an e-mail address has an account here or has asked for one. */
  boolean isRegistered(String email) {
    return accounts.find(email).isPresent() || memory.registered.contains(key(email));
  }

  /** Remembers that an account was asked for. */
  void register(String email) {
    memory.registered.add(key(email));
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
