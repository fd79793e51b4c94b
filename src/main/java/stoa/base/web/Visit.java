package stoa.base.web;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.Tokens;
import stoa.base.db.DatabaseAway;

/**
 * One request's visitor: who they are and which language they read.
 *
 * @param who the visitor; certain only where {@link #uncertain} is false
 * @param anchor the cookie's value that form tokens are bound to; empty where no cookie came
 * @param notifications gives the number of notifications that they have not read
 * @param uncertain the database could not be asked who it is or what they may, and this is what was
 *     known lately
 * @param eyes those through which an administrator looks; null mostly, and for their own
 * @param shared set where a page is made that all members of one variant get
 */
public record Visit(
    Viewer who,
    Locale locale,
    String anchor,
    IntSupplier notifications,
    boolean uncertain,
    @Nullable Shared shared,
    @Nullable Eyes eyes) {
  /** A guest's notifications. */
  static final IntSupplier NONE = () -> 0;

  /** The placeholder for all members of a variant. */
  record Shared(PlaceholderMember standIn, String variant) {}

  /**
   * Who asks.
   *
   * @throws DatabaseAway where that cannot be told for certain now
   */
  public Viewer viewer() {
    if (uncertain) {
      throw new DatabaseAway();
    }
    return who;
  }

  /**
   * The member who asks.
   *
   * @throws stoa.base.Refused for guests, who sign in first
   * @throws DatabaseAway where that cannot be told for certain now
   */
  public Viewer.Member member() {
    return viewer().member();
  }

  /**
   * The member whose session this was lately, also while the database is away; only for what is
   * checked again before it takes effect.
   */
  public Optional<Viewer.Member> remembered() {
    return who instanceof Viewer.Member member ? Optional.of(member) : Optional.empty();
  }

  /** The notifications that they have not read, at most {@link Members#MOST_UNREAD}. */
  public int unread() {
    return notifications.getAsInt();
  }

  /** Whether the page is made for all members of that variant. */
  public Optional<String> variant() {
    return Optional.ofNullable(shared).map(Shared::variant);
  }

  /** A form's number, by which it counts once although it is sent twice. */
  public String formKey() {
    return shared == null ? Tokens.once() : shared.standIn().mark(PlaceholderMember.Slot.ONCE);
  }

  /** Marks for the parts of a page that some members see otherwise; none on a page for one. */
  public FragmentMark fragments() {
    return shared == null ? new FragmentMark("") : shared.standIn().parts();
  }

  /** Whether a page for them has nothing of their own. */
  boolean plainGuest() {
    return who instanceof Viewer.Guest && anchor.isEmpty();
  }

  Visit withAnchor(String other) {
    return new Visit(who, locale, other, notifications, uncertain, shared, eyes);
  }
}
