package stoa.topic;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.base.Message;
import stoa.base.Text;
import stoa.base.Tokens;
import stoa.base.config.Settings;
import stoa.base.view.Field;
import stoa.base.web.Form;
import stoa.markup.TagNames;

/** What a member wrote, and what is wrong with it. */
record DraftForm(Field title, Field tags, Field body, List<String> tagNames, String once) {
  private static final int MOST_TAGS = 5;
  private static final int LONGEST_TAG = 35;
  private static final int LONGEST_ONCE = 64;

  DraftForm {
    tagNames = List.copyOf(tagNames);
  }

  /** Nothing yet. */
  static DraftForm empty(String once) {
    return new DraftForm(Field.EMPTY, Field.EMPTY, Field.EMPTY, List.of(), once);
  }

  /** A topic: title, tags and text. */
  static DraftForm topic(Form form, Settings.Text limits) {
    String title = form.line("title");
    String tags = form.line("tags");
    var names = TagNames.in(tags);
    return new DraftForm(
        new Field(title, titleFault(title, limits)),
        new Field(tags, tagFault(names)),
        body(form, limits),
        names,
        once(form));
  }

  /** A reply, or the change of one: its text alone. */
  static DraftForm reply(Form form, Settings.Text limits) {
    return new DraftForm(Field.EMPTY, Field.EMPTY, body(form, limits), List.of(), once(form));
  }

  private static Field body(Form form, Settings.Text limits) {
    String body = form.text("body");
    return new Field(body, bodyFault(body, limits));
  }

  /** The same where its writer may not tag topics there. */
  DraftForm untagged() {
    var fault = new Field(tags.value(), Act.TAG.why());
    return new DraftForm(title, fault, body, tagNames, once);
  }

  /** The same with the reason why it is not accepted beside its field. */
  DraftForm rejected(PostFilter.Verdict.Rejected rejected) {
    var why = rejected.why();
    return rejected.inTitle()
        ? new DraftForm(new Field(title.value(), why), tags, body, tagNames, once)
        : new DraftForm(title, tags, new Field(body.value(), why), tagNames, once);
  }

  boolean wrong() {
    return title.wrong() || tags.wrong() || body.wrong();
  }

  Topics.Draft draft() {
    return new Topics.Draft(title.value(), body.value(), tagNames, once + "." + digest());
  }

  /**
   * Of what was written: a form counts once with the same words. Whoever goes back and writes
   * something else into it means a second post.
   */
  private String digest() {
    var words = new ArrayList<String>(tagNames);
    words.add(title.value());
    words.add(body.value());
    byte[] hash = Tokens.hash(String.join("\0", words));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static String once(Form form) {
    String once = form.raw("_once");
    if (once.isEmpty()) {
      return UUID.randomUUID().toString(); // a script's form: every one of them is a new one
    }
    return once.length() <= LONGEST_ONCE ? once : once.substring(0, LONGEST_ONCE);
  }

  private static @Nullable Message titleFault(String title, Settings.Text limits) {
    if (title.isEmpty()) {
      return Message.of("form.titleEmpty");
    }
    boolean fits = title.codePointCount(0, title.length()) <= limits.titleMax();
    return fits ? null : Message.of("form.titleTooLong", limits.titleMax());
  }

  private static @Nullable Message bodyFault(String body, Settings.Text limits) {
    if (Text.isBlank(body)) {
      return Message.of("form.bodyEmpty");
    }
    int length = body.codePointCount(0, body.length());
    return length <= limits.postMax()
        ? null
        : Message.of("form.bodyTooLong", limits.postMax(), length);
  }

  private static @Nullable Message tagFault(List<String> names) {
    if (names.size() > MOST_TAGS) {
      return Message.of("form.tooManyTags", MOST_TAGS);
    }
    boolean fit = names.stream().allMatch(name -> name.length() <= LONGEST_TAG);
    return fit ? null : Message.of("form.tagTooLong", LONGEST_TAG);
  }
}
