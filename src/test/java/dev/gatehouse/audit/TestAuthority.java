package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority on this machine, with a root of its own; may be made to misbehave. */
public final class TestAuthority implements AutoCloseable {

  /** What the authority does. */
  enum Manner {
    GOOD,
    REFUSING,
    FAILING,
    OLD_ANSWERS,
    OTHER_HASH,
    OTHER_USE,
    TRICKLING,
    ENDLESS
  }

  private static final X500Name ROOT = new X500Name("CN=Test Root");

  private final String scheme;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final KeyPair keys;
  private final X509Certificate root;
  private final X509Certificate certificate;
  private final X509Certificate other;
  private final Manner manner;
  private int asked;

  TestAuthority(Manner manner) throws IOException {
    this(manner, "http");
  }

  /** Starts one that does as it should, by https; its root vouches for its server, too. */
  public static TestAuthority overHttps() throws IOException {
    return new TestAuthority(Manner.GOOD, "https");
  }

  private TestAuthority(Manner manner, String scheme) throws IOException {
    this.manner = manner;
    this.scheme = scheme;
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair rootKeys = generator.generateKeyPair();
      keys = generator.generateKeyPair();
      root = certificate(ROOT, rootKeys, ROOT, rootKeys, KeyPurposeId.anyExtendedKeyUsage);
      X500Name name = new X500Name("CN=Test TSA");
      certificate = certificate(ROOT, rootKeys, name, keys, KeyPurposeId.id_kp_timeStamping);
      other = certificate(ROOT, rootKeys, name, keys, KeyPurposeId.id_kp_serverAuth);
      if (scheme.equals("https")) {
        HttpsServer secure = HttpsServer.create(free, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(identity()));
        server = secure;
      } else {
        server = HttpServer.create(free, 0);
      }
    } catch (GeneralSecurityException | OperatorException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/tsr", this::answer);
    server.start();
  }

  private SSLContext identity() throws GeneralSecurityException, IOException {
    char[] password = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("server", keys.getPrivate(), password, new X509Certificate[] {other, root});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static X509Certificate certificate(
      X500Name issuer, KeyPair issuerKeys, X500Name subject, KeyPair keys, KeyPurposeId purpose)
      throws GeneralSecurityException, OperatorException, IOException {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(64, new java.util.Random(subject.hashCode())),
            Date.from(now.minusSeconds(3600)),
            Date.from(now.plusSeconds(3600)),
            subject,
            keys.getPublic());
    if (issuer.equals(subject)) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    } else {
      builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
  }

  /** Returns where time stamps are to be asked for. */
  public URI address() {
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/tsr");
  }

  X509Certificate root() {
    return root;
  }

  /** Returns the root's certificate as a PEM file has it. */
  public String rootPem() throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(root.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** Returns how often it was asked. */
  public int asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked++;
    try (exchange) {
      byte[] answer = answer(exchange.getRequestBody().readAllBytes());
      if (manner == Manner.FAILING) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      boolean ends = manner != Manner.TRICKLING && manner != Manner.ENDLESS;
      exchange.sendResponseHeaders(200, ends ? answer.length : 0);
      OutputStream body = exchange.getResponseBody();
      body.write(answer);
      if (manner == Manner.TRICKLING) {
        body.flush();
        closed.await();
      }
      while (manner == Manner.ENDLESS) {
        body.write(new byte[1 << 16]);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (GeneralSecurityException | OperatorException | TSPException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private byte[] answer(byte[] query)
      throws IOException, GeneralSecurityException, OperatorException, TSPException {
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", keys.getPrivate(), certificate),
            new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
            new ASN1ObjectIdentifier("1.2.3.4.1"));
    tokens.addCertificates(new JcaCertStore(List.of(certificate)));
    TimeStampResponseGenerator responses =
        new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED);
    TimeStampRequest asked = new TimeStampRequest(query);
    if (manner == Manner.REFUSING) {
      return responses
          .generateFailResponse(PKIStatus.REJECTION, PKIFailureInfo.systemFailure, "not today")
          .getEncoded();
    }
    byte[] hash = asked.getMessageImprintDigest();
    BigInteger nonce = asked.getNonce();
    if (manner == Manner.OTHER_HASH) {
      hash = Hashes.sha256("another".getBytes(UTF_8));
    }
    if (manner == Manner.OLD_ANSWERS) {
      nonce = nonce.add(BigInteger.ONE);
    }
    TimeStampRequestGenerator again = new TimeStampRequestGenerator();
    again.setCertReq(true);
    TimeStampResponse granted =
        responses.generate(
            again.generate(TSPAlgorithms.SHA256, hash, nonce),
            BigInteger.TEN,
            Date.from(Instant.now()));
    return manner == Manner.OTHER_USE
        ? resigned(granted.getTimeStampToken())
        : granted.getEncoded();
  }

  // The generator refuses to sign with such a certificate, so it is done without it.
  private byte[] resigned(TimeStampToken token)
      throws IOException, GeneralSecurityException, OperatorException, TSPException {
    ESSCertIDv2 id = new ESSCertIDv2(Hashes.sha256(other.getEncoded()));
    Attribute names =
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id})));
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSimpleSignerInfoGeneratorBuilder()
              .setSignedAttributeGenerator(new AttributeTable(new DERSet(names)))
              .build("SHA256withECDSA", keys.getPrivate(), other));
      generator.addCertificates(new JcaCertStore(List.of(other)));
      CMSSignedData signed =
          generator.generate(
              new CMSProcessableByteArray(
                  PKCSObjectIdentifiers.id_ct_TSTInfo,
                  token.getTimeStampInfo().toASN1Structure().getEncoded()),
              true);
      return new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), signed.toASN1Structure())
          .getEncoded();
    } catch (CMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
