package stoa.account;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;

/**
 * Which passwords are refused: the too short and those that are tried first. No rules about
 * characters (OWASP ASVS 5.0, 6.2.1 to 6.2.9).
 */
final class PasswordRules {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 256;

  /** Words that head the published lists of leaked passwords, also with digits behind them. */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "passwort",
          "passw0rd",
          "p@ssw0rd",
          "p@ssword",
          "qwerty",
          "qwertyuiop",
          "qwertyui",
          "asdfghjkl",
          "zxcvbnm",
          "iloveyou",
          "sunshine",
          "princess",
          "football",
          "baseball",
          "superman",
          "batman",
          "dragon",
          "monkey",
          "letmein",
          "welcome",
          "shadow",
          "master",
          "michael",
          "jennifer",
          "trustno",
          "starwars",
          "computer",
          "whatever",
          "internet",
          "samsung",
          "liverpool",
          "chelsea",
          "arsenal",
          "charlie",
          "jordan",
          "michelle",
          "freedom",
          "ashley",
          "bailey",
          "hunter",
          "killer",
          "pokemon",
          "naruto",
          "changeme",
          "secret",
          "default",
          "admin",
          "administrator",
          "root",
          "test",
          "testtest",
          "guest",
          "user",
          "login",
          "abc",
          "abcd",
          "abcdef",
          "abcdefgh",
          "aa",
          "a",
          "woaini",
          "wodemima",
          "zhang",
          "wang",
          "qazwsx",
          "qazwsxedc",
          "qweasd",
          "qweasdzxc",
          "asd",
          "asdf",
          "qwe",
          "zxc",
          "forum",
          "stoa",
          "google",
          "facebook",
          "linkedin",
          "myspace",
          "minecraft",
          "corvette",
          "mustang",
          "access",
          "flower",
          "hottie",
          "loveme",
          "babygirl",
          "lovely",
          "nicole",
          "daniel",
          "jessica",
          "matthew",
          "andrew",
          "joshua");

  private static final String ROWS =
      "01234567890 09876543210 1q2w3e4r5t6y7u8i9o0p abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba qwertyuiopasdfghjklzxcvbnm 1qaz2wsx3edc4rfv5tgb";

  private PasswordRules() {}

  /** What is wrong with a new password; null where nothing is. */
  static @Nullable Message fault(String password, String name, String email) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Message.of("account.passwordShort", SHORTEST);
    }
    if (length > LONGEST) {
      return Message.of("account.passwordLong", LONGEST);
    }
    String folded = password.toLowerCase(Locale.ROOT);
    boolean guessable =
        common(folded)
            || folded.codePoints().distinct().count() < 4
            || ROWS.contains(folded)
            || folded.equals(name.toLowerCase(Locale.ROOT))
            || folded.equals(email.toLowerCase(Locale.ROOT));
    return guessable ? Message.of("account.passwordCommon") : null;
  }

  private static boolean common(String folded) {
    String word = folded.replaceAll("[^\\p{L}@]*$", "").replaceAll("^[^\\p{L}@]*", "");
    return COMMON.contains(folded) || COMMON.contains(word);
  }
}
