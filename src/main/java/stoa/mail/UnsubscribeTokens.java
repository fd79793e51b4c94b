package stoa.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens in a mail's unsubscribe link: who, what kind, and a signature that nobody else can
 * make.
 */
final class UnsubscribeTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE = 16;

  private final SecretKeySpec key;

  UnsubscribeTokens(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** What a mail's address ends with. */
  record Subscription(long account, String kind) {}

  String token(Subscription subscription) {
    String words = subscription.account() + "." + subscription.kind();
    return words + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(words));
  }

  Optional<Subscription> read(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || !parts[0].matches("[0-9]{1,18}") || !parts[1].matches("[A-Z]{1,20}")) {
      return Optional.empty();
    }
    byte[] given;
    try {
      given = Base64.getUrlDecoder().decode(parts[2]);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return MessageDigest.isEqual(given, signature(parts[0] + "." + parts[1]))
        ? Optional.of(new Subscription(Long.parseLong(parts[0]), parts[1]))
        : Optional.empty();
  }

  private byte[] signature(String words) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] whole = mac.doFinal(("unsubscribe " + words).getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(whole, SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
