package stoa.account;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Text;

/** Which names and addresses people may have, and when two of them are the same. */
public final class Names {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 30;
  private static final int LONGEST_EMAIL = 254; // RFC 5321, 4.5.3.1.3, less the angle brackets

  /** Names that a reader takes for the forum's own voice, or that stand for nobody. */
  private static final Set<String> RESERVED =
      Set.of(
          "admin",
          "administrator",
          "moderator",
          "mod",
          "root",
          "system",
          "stoa",
          "staff",
          "support",
          "guest",
          "anonymous",
          "everyone",
          "all",
          "here",
          "null",
          "undefined",
          "me",
          "you",
          "deleted",
          "removed",
          "管理员",
          "系统",
          "版主",
          "客服",
          "官方",
          "匿名",
          "游客");

  /** Alphabets whose letters look alike: a name keeps to one of them. */
  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(
          UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK, UnicodeScript.ARMENIAN);

  private Names() {}

  /** The form under which a name is unique: full width, case and compatibility forms folded. */
  public static String key(String name) {
    return Text.key(name);
  }

  /** The form under which an address is unique. */
  public static String emailKey(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** What is wrong with a new name; null where nothing is. */
  static @Nullable Message fault(String name) {
    int length = name.codePointCount(0, name.length());
    if (length < SHORTEST || length > LONGEST) {
      return Message.of("account.nameLength", SHORTEST, LONGEST);
    }
    if (!name.codePoints().allMatch(Names::mayStand)
        || !name.codePoints().anyMatch(Character::isLetterOrDigit)) {
      return Message.of("account.nameCharacters");
    }
    if (mixed(name)) {
      return Message.of("account.nameMixed");
    }
    return RESERVED.contains(key(name)) ? Message.of("account.nameReserved") : null;
  }

  private static boolean mayStand(int c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '-'
        || c == '.'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean mixed(String name) {
    return name.codePoints().mapToObj(UnicodeScript::of).filter(ALIKE::contains).distinct().count()
        > 1;
  }

  /** What is wrong with an e-mail address; null where nothing is. Only mail itself proves more. */
  static @Nullable Message emailFault(String email) {
    int at = email.lastIndexOf('@');
    boolean plausible =
        at > 0
            && at < email.length() - 3
            && email.indexOf('.', at) > at + 1
            && !email.endsWith(".")
            && email.length() <= LONGEST_EMAIL
            && email
                .codePoints()
                .noneMatch(c ->
                    Character.isWhitespace(c)
                        || Character.isISOControl(c)
                        || "<>()[]\\,;:\"".indexOf(c) >= 0);
    return plausible ? null : Message.of("account.emailInvalid");
  }
}
