package stoa.base.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Text;

/** What a form sent. Missing fields are empty, of several with one name the first counts. */
public final class Form {
  private final Map<String, List<String>> fields;

  private Form(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * The form of this request.
   *
   * @throws Refused where it cannot be read: of an unknown charset, or with a broken escape
   */
  public static Form of(Context context) {
    try {
      return new Form(context.formParamMap());
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  /** Whether the field was sent at all; an empty one was. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /**
   * The field as it came: for tokens, and for what a page has put there.
   *
   * @throws Refused where it has control characters, which no page puts anywhere and the database
   *     does not all take
   */
  public String raw(String name) {
    String value = secret(name);
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw malformed();
    }
    return value;
  }

  /** The field as it came, whatever is in it: for passwords, which are never kept. */
  public String secret(String name) {
    var values = fields.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }

  /** The field as one line of clean text. */
  public String line(String name) {
    return Text.cleanLine(secret(name));
  }

  /** The field as clean text of many lines. */
  public String text(String name) {
    return Text.clean(secret(name));
  }

  /** The field as a whole number that is not negative. */
  public Optional<Long> number(String name) {
    String text = secret(name);
    boolean number =
        !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Refused malformed() {
    return new Refused(new Refusal.Malformed(Message.of("error.400.text")));
  }
}
