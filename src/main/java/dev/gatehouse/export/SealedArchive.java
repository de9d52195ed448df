package dev.gatehouse.export;

import dev.gatehouse.secret.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;

/**
 * A zip archive within one OpenPGP message: AES-256 with integrity protection (RFC 9580, section
 * 5.13.1, which every version of GnuPG from 1.0.2 on opens). What is put in goes straight through
 * to the file, sealed. The file is there as a whole or not at all. Not thread-safe.
 */
public final class SealedArchive implements AutoCloseable {

  private static final int CHUNK_BYTES = 1 << 16;

  private final Path file;
  private final Path unfinished;
  private final MessageDigest digest;
  private final OutputStream disk;
  private final OutputStream sealed;
  private final OutputStream literal;
  private final ZipOutputStream zip;
  private final Instant now;
  private final Map<String, String> hashes = new LinkedHashMap<>();
  private boolean finished;

  private SealedArchive(Path file, Path unfinished, Recipient recipient, Instant now)
      throws IOException, PGPException {
    this.file = file;
    this.unfinished = unfinished;
    this.now = now;
    this.digest = sha256();
    this.disk =
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(unfinished), CHUNK_BYTES), digest);
    PGPEncryptedDataGenerator sealing =
        new PGPEncryptedDataGenerator(
            new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithIntegrityPacket(true)
                .setSecureRandom(new SecureRandom()));
    sealing.addMethod(recipient.method());
    this.sealed = sealing.open(disk, new byte[CHUNK_BYTES]);
    this.literal =
        new PGPLiteralDataGenerator()
            .open(
                sealed, PGPLiteralData.BINARY, "export.zip", Date.from(now), new byte[CHUNK_BYTES]);
    this.zip = new ZipOutputStream(literal);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Begins an archive; what is put in after that is sealed for the recipient.
   *
   * @param file where it will be; there must be none yet
   * @param now the time the archive says
   */
  public static SealedArchive create(Path file, Recipient recipient, Instant now)
      throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    OwnerOnly.createFile(unfinished);
    try {
      return new SealedArchive(file, unfinished, recipient, now);
    } catch (PGPException e) {
      Files.deleteIfExists(unfinished);
      throw new IOException("The export cannot be sealed: " + e.getMessage(), e);
    }
  }

  /** Something that writes a file of the archive. */
  @FunctionalInterface
  public interface Content {
    /** Writes it; does not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Puts a file in. */
  public void put(String name, Content content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(now.toEpochMilli());
    zip.putNextEntry(entry);
    MessageDigest ofFile = sha256();
    DigestOutputStream out = new DigestOutputStream(new NotClosed(zip), ofFile);
    content.writeTo(out);
    out.flush();
    zip.closeEntry();
    hashes.put(name, HexFormat.of().formatHex(ofFile.digest()));
  }

  /** Keeps the archive open when one of its files ends. */
  private static final class NotClosed extends FilterOutputStream {
    NotClosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** Returns the SHA-256 of each file put in so far, by name. */
  public Map<String, String> hashes() {
    return Map.copyOf(hashes);
  }

  /**
   * Ends the archive and gives it its name.
   *
   * @return the SHA-256 of the whole file
   */
  public String finish() throws IOException {
    zip.close();
    literal.close();
    sealed.close();
    disk.close();
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    finished = true;
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Removes what was begun and not finished. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      disk.close();
      Files.deleteIfExists(unfinished);
    }
  }
}
