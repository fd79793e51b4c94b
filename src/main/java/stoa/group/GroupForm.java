package stoa.group;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.base.Message;
import stoa.base.view.Field;
import stoa.base.web.Form;

/**
 * A group as a form describes it, with what is wrong beside its fields.
 *
 * @param password never with what was typed
 */
record GroupForm(
    Field name,
    Field about,
    String colour,
    Field badge,
    boolean visible,
    Joining joining,
    Field password,
    Field posts,
    Field days,
    Field likes,
    @Nullable Message ruleFault) {
  static final GroupForm EMPTY =
      new GroupForm(
          Field.EMPTY,
          Field.EMPTY,
          "",
          Field.EMPTY,
          true,
          Joining.INVITATION,
          Field.EMPTY,
          Field.EMPTY,
          Field.EMPTY,
          Field.EMPTY,
          null);

  /** As the stylesheet knows them. */
  private static final List<String> COLOURS =
      List.of("", "red", "orange", "green", "teal", "blue", "purple", "grey");

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ABOUT = 300;
  private static final int LONGEST_BADGE = 20;

  /** It is told around, so shorter than one's own; there are only so many guesses. */
  private static final int SHORTEST_PASSWORD = 4;

  private static final int LONGEST_PASSWORD = 200;

  /** Nobody waits longer, or writes more. */
  private static final int MOST = 1_000_000;

  static GroupForm of(Group group, GroupQueries.Row row) {
    return new GroupForm(
        Field.of(group.name()),
        Field.of(row.about()),
        group.colour(),
        Field.of(group.badge()),
        group.visible(),
        row.joining(),
        Field.EMPTY,
        figure(row.rule().posts()),
        figure(row.rule().days()),
        figure(row.rule().likes()),
        null);
  }

  private static Field figure(@Nullable Integer least) {
    return least == null ? Field.EMPTY : Field.of(Integer.toString(least));
  }

  /**
   * What was sent, judged field by field.
   *
   * @param passwordSet whether the group has one that an empty field keeps
   */
  static GroupForm of(Form form, boolean passwordSet) {
    String name = form.line("name");
    String colour = form.line("colour");
    var joining = Joining.of(form.line("joining")).orElse(Joining.INVITATION);
    var read =
        new GroupForm(
            new Field(name, nameFault(name)),
            longest(form.line("about"), LONGEST_ABOUT),
            COLOURS.contains(colour) ? colour : "",
            longest(form.line("badge"), LONGEST_BADGE),
            form.has("visible"),
            joining,
            new Field("", passwordFault(joining, form.secret("password"), passwordSet)),
            least(form.line("posts")),
            least(form.line("days")),
            least(form.line("likes")),
            null);
    boolean empty = read.joining() == Joining.RULE && read.rule().none();
    return empty && !read.ruleWrong() ? read.withRuleFault() : read;
  }

  private static @Nullable Message nameFault(String name) {
    if (name.isEmpty()) {
      return Message.of("groups.nameEmpty");
    }
    return tooLong(name, LONGEST_NAME) ? Message.of("form.tooLong", LONGEST_NAME) : null;
  }

  private static @Nullable Message passwordFault(Joining joining, String password, boolean set) {
    if (joining != Joining.PASSWORD || (set && password.isEmpty())) {
      return null;
    }
    if (password.isEmpty()) {
      return Message.of("groups.passwordEmpty");
    }
    if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
      return Message.of("groups.passwordShort", SHORTEST_PASSWORD);
    }
    return tooLong(password, LONGEST_PASSWORD)
        ? Message.of("form.tooLong", LONGEST_PASSWORD)
        : null;
  }

  private static Field longest(String text, int most) {
    return new Field(text, tooLong(text, most) ? Message.of("form.tooLong", most) : null);
  }

  private static boolean tooLong(String text, int most) {
    return text.codePointCount(0, text.length()) > most;
  }

  private static Field least(String text) {
    boolean right = text.isEmpty() || number(text).isPresent();
    return new Field(text, right ? null : Message.of("groups.noNumber", MOST));
  }

  private static Optional<Integer> number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 7 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(Integer.parseInt(text)).filter(n -> n <= MOST) : Optional.empty();
  }

  /** Nought says nothing: everybody has that. */
  Rule rule() {
    return new Rule(least(posts), least(days), least(likes));
  }

  private static @Nullable Integer least(Field field) {
    return number(field.value()).filter(n -> n > 0).orElse(null);
  }

  boolean ruleWrong() {
    return posts.wrong() || days.wrong() || likes.wrong() || ruleFault != null;
  }

  boolean wrong() {
    return name.wrong() || about.wrong() || badge.wrong() || password.wrong() || ruleWrong();
  }

  private GroupForm withRuleFault() {
    return with(name, password, Message.of("groups.ruleEmpty"));
  }

  GroupForm nameTaken() {
    return with(new Field(name.value(), Message.of("groups.nameTaken")), password, ruleFault);
  }

  GroupForm tooMuchForPassword() {
    return with(name, new Field("", Message.of("groups.raisedSaved")), ruleFault);
  }

  private GroupForm with(Field name, Field password, @Nullable Message ruleFault) {
    return new GroupForm(
        name, about, colour, badge, visible, joining, password, posts, days, likes, ruleFault);
  }

  GroupQueries.Wanted wanted() {
    return new GroupQueries.Wanted(
        name.value(),
        about.value(),
        colour,
        badge.value(),
        visible,
        joining,
        joining == Joining.RULE ? rule() : Rule.NONE);
  }

  public List<String> colours() {
    return COLOURS;
  }

  public List<Joining> joinings() {
    return List.of(Joining.values());
  }
}
