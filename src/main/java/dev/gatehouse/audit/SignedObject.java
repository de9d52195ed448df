package dev.gatehouse.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object in canonical form, signed with a log's key: what lies outside of the log and must
 * be known to come from where it is written. Immutable.
 *
 * @param members all but key and signature
 * @param key the id of the key it is signed with
 */
public record SignedObject(Map<String, Object> members, String key) {

  private static final String KEY = "key";
  private static final String SIGNATURE = "signature";

  public SignedObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** Returns the object, signed. Its {@code type} must be none of a checkpoint. */
  static byte[] sign(Map<String, Object> members, SigningKey signer) {
    Map<String, Object> signed = new LinkedHashMap<>(members);
    signed.put(KEY, signer.id());
    signed.put(SIGNATURE, Hashes.hex(signer.sign(CanonicalJson.bytes(signed))));
    return CanonicalJson.bytes(signed);
  }

  /**
   * Reads an object and checks its signature.
   *
   * @param pem public keys, one of which it must be signed with
   * @throws IllegalArgumentException with what is wrong
   */
  public static SignedObject read(byte[] json, String pem) {
    Map<String, Object> members = JsonLine.parse(json);
    String signature = JsonLine.text(members, SIGNATURE);
    String key = JsonLine.text(members, KEY);
    members.remove(SIGNATURE);
    PublicKeys.read(pem).check(key, new byte[][] {CanonicalJson.bytes(members)}, signature);
    members.remove(KEY);
    return new SignedObject(members, key);
  }

  /**
   * Returns whether a key is among those of a text of PEM blocks.
   *
   * @throws IllegalArgumentException when the text has none
   */
  public static boolean isAmong(String key, String pem) {
    return PublicKeys.read(pem).has(key);
  }
}
