package dev.gatehouse.secret;

/**
 * Where the password comes from that opens a store. Asked only when a store is first used, since a
 * person may have to type it. Whoever asked closes the answer.
 */
public interface MasterPassword {

  /**
   * Returns the password of a store that is there.
   *
   * @param place what and where the store is, for a person
   * @throws SecretStoreException when none was given ({@code NO_KEY}), or what holds it is exposed
   */
  Secret existing(String place);

  /**
   * Returns the password for a store that is about to be made, or to be sealed anew.
   *
   * @throws SecretStoreException as {@link #existing}
   */
  Secret chosen(String place);
}
