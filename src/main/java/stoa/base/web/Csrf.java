package stoa.base.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Form tokens: an HMAC of the visitor's cookie (session or guest) under a key that all nodes share.
 * Bound to the cookie's value and not to its row, so that a token outlives an expired session and
 * the text that comes with it is kept instead of refused.
 */
public final class Csrf {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  public Csrf(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  public String token(String anchor) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] bytes = mac.doFinal(anchor.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Whether the token was made for that cookie; compared in constant time. */
  public boolean matches(String token, String anchor) {
    return !anchor.isEmpty()
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), token(anchor).getBytes(StandardCharsets.UTF_8));
  }
}
