package dev.gatehouse.secret.vault;

import dev.gatehouse.secret.SecretStoreException;
import dev.gatehouse.secret.SecretStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificate authorities from a PEM file, trusted instead of the system's. */
public final class Authorities {

  private Authorities() {}

  /**
   * Returns a TLS context that trusts these alone.
   *
   * @param variable names the file
   * @throws SecretStoreException when the file cannot be read or has no certificate
   */
  public static SSLContext trusting(String variable, Path pem) {
    try (InputStream content = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(content);
      if (certificates.isEmpty()) {
        throw new CertificateException("none");
      }
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new SecretStoreException(
          Kind.UNUSABLE,
          "%s: %s cannot be read (%s). Name a PEM file, or unset it to trust the system's authorities."
              .formatted(variable, pem, e.getClass().getSimpleName()),
          e);
    } catch (GeneralSecurityException e) {
      throw new SecretStoreException(
          Kind.UNUSABLE,
          "%s: %s holds no certificate; expected a PEM file with BEGIN CERTIFICATE."
              .formatted(variable, pem),
          e);
    }
  }
}
