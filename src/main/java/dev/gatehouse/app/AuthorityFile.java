package dev.gatehouse.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines the file of private certificate authorities that a variable names. */
final class AuthorityFile {

  private static final String VARIABLE = "GATEHOUSE_CA_FILE";
  private static final String NAME = "authority";
  private static final String ANOTHER =
      "name a PEM file with certificates, or unset " + VARIABLE + " to trust the system's";
  private static final String RENEW = "get the authority's new certificate and put it in that file";

  private AuthorityFile() {}

  /** Returns how the file stands, if one is named; the certificates' days are told in UTC. */
  static Optional<Check> examine(Map<String, String> variables, Clock clock) {
    return Optional.ofNullable(variables.get(VARIABLE))
        .filter(named -> !named.isEmpty())
        .map(named -> examine(named, clock.instant()));
  }

  private static Check examine(String named, Instant now) {
    String what = VARIABLE + ": " + named;
    if (Files.isDirectory(Path.of(named))) {
      return Check.missing(NAME, what + " is a folder", ANOTHER);
    }
    try (InputStream content = Files.newInputStream(Path.of(named))) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(content).stream()
              .map(AuthorityFile::x509)
              .toList();
      return found.isEmpty()
          ? Check.missing(NAME, what + " holds no certificate", ANOTHER)
          : judge(what, found, now);
    } catch (NoSuchFileException e) {
      return Check.missing(NAME, what + " is not there", ANOTHER);
    } catch (AccessDeniedException e) {
      return Check.missing(NAME, what + " may not be read by this user", "chmod a+r " + named);
    } catch (IOException e) {
      return Check.missing(NAME, what + " cannot be read: " + e.getMessage(), ANOTHER);
    } catch (CertificateException e) {
      return Check.missing(NAME, what + " holds no certificate", ANOTHER);
    }
  }

  private static X509Certificate x509(Certificate certificate) {
    return (X509Certificate) certificate;
  }

  private static Check judge(String what, List<X509Certificate> found, Instant now) {
    List<String> bad = found.stream().flatMap(one -> trouble(one, now).stream()).toList();
    if (!bad.isEmpty()) {
      String told = what + ": " + String.join("; ", bad);
      return bad.size() == found.size()
          ? Check.missing(NAME, told, RENEW)
          : Check.note(NAME, told, RENEW);
    }
    Instant first =
        found.stream()
            .map(one -> one.getNotAfter().toInstant())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return Check.ok(
        NAME,
        found.size() == 1
            ? "%s, valid until %s".formatted(what, day(first))
            : "%s, %d certificates, the first valid until %s"
                .formatted(what, found.size(), day(first)));
  }

  private static Optional<String> trouble(X509Certificate one, Instant now) {
    String subject = one.getSubjectX500Principal().getName();
    Instant end = one.getNotAfter().toInstant();
    Instant begin = one.getNotBefore().toInstant();
    if (now.isAfter(end)) {
      return Optional.of("the certificate of %s expired on %s".formatted(subject, day(end)));
    }
    return now.isBefore(begin)
        ? Optional.of("the certificate of %s is valid from %s on".formatted(subject, day(begin)))
        : Optional.empty();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
