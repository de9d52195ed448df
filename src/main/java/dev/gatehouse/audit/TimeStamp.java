package dev.gatehouse.audit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * A token of RFC 3161 that holds by itself: signed by the certificate in it, which is one for time
 * stamps and was valid then. Immutable.
 */
final class TimeStamp {

  private final TimeStampToken token;
  private final X509Certificate signer;
  private final List<X509Certificate> certificates;

  private TimeStamp(
      TimeStampToken token, X509Certificate signer, List<X509Certificate> certificates) {
    this.token = token;
    this.signer = signer;
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Reads a token, in DER form, and checks it.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static TimeStamp read(byte[] der) {
    try {
      return of(new TimeStampToken(new CMSSignedData(der)));
    } catch (CMSException | TSPException | IOException e) {
      throw new IllegalArgumentException("no time stamp of RFC 3161", e);
    }
  }

  /**
   * Checks a token.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static TimeStamp of(TimeStampToken token) {
    if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)) {
      throw new IllegalArgumentException("a time stamp of another hash than SHA-256");
    }
    try {
      JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
      List<X509Certificate> all = new ArrayList<>();
      Optional<X509CertificateHolder> found = Optional.empty();
      for (X509CertificateHolder one : token.getCertificates().getMatches(null)) {
        all.add(converter.getCertificate(one));
        if (token.getSID().match(one)) {
          found = Optional.of(one);
        }
      }
      X509CertificateHolder signer =
          found.orElseThrow(
              () ->
                  new IllegalArgumentException("a time stamp without its authority's certificate"));
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
      return new TimeStamp(token, converter.getCertificate(signer), all);
    } catch (GeneralSecurityException | OperatorCreationException | TSPException e) {
      throw new IllegalArgumentException("a time stamp that does not hold: " + e.getMessage(), e);
    }
  }

  /** Returns the SHA-256 of what was stamped, in hexadecimal digits. */
  String hash() {
    return Hashes.hex(token.getTimeStampInfo().getMessageImprintDigest());
  }

  /** Returns when, by the authority's clock. */
  Instant time() {
    return token.getTimeStampInfo().getGenTime().toInstant();
  }

  /** Returns who stamped it, by the certificate in the token. */
  String authority() {
    return signer.getSubjectX500Principal().getName();
  }

  /**
   * Returns whether one of these authorities vouched, at the time, for who stamped it. That a
   * certificate was withdrawn is not looked up.
   */
  boolean isVouchedFor(Set<X509Certificate> authorities) {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(signer);
    try {
      PKIXBuilderParameters path =
          new PKIXBuilderParameters(
              authorities.stream()
                  .map(one -> new TrustAnchor(one, null))
                  .collect(Collectors.toSet()),
              target);
      path.setRevocationEnabled(false);
      path.setDate(Date.from(time()));
      path.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
      return CertPathBuilder.getInstance("PKIX").build(path) != null;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
