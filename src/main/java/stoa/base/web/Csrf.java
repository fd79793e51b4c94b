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

  /** Never used itself: a copy of it is ready sooner than a new one. */
  private final Mac keyed;

  public Csrf(byte[] key) {
    try {
      this.keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  public String token(String anchor) {
    try {
      var mac = (Mac) keyed.clone();
      byte[] bytes = mac.doFinal(anchor.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own can be copied", e);
    }
  }

  /** Whether the token was made for that cookie; compared in constant time. */
  public boolean matches(String token, String anchor) {
    return !anchor.isEmpty()
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), token(anchor).getBytes(StandardCharsets.UTF_8));
  }
}
