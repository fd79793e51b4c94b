package stoa.base.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stoa.base.Text;

/** What a form sent. Missing fields are empty, of several with one name the first counts. */
public final class Form {
  private final Map<String, List<String>> fields;

  private Form(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  public static Form of(Context context) {
    return new Form(context.formParamMap());
  }

  /** The field as it came: for passwords and tokens. */
  public String raw(String name) {
    var values = fields.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }

  /** The field as one line of clean text. */
  public String line(String name) {
    return Text.cleanLine(raw(name));
  }

  /** The field as clean text of many lines. */
  public String text(String name) {
    return Text.clean(raw(name));
  }

  /** The field as a whole number that is not negative. */
  public Optional<Long> number(String name) {
    String text = raw(name);
    boolean number =
        !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
