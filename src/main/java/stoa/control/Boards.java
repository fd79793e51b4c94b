package stoa.control;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.AccessChanges;
import stoa.access.Act;
import stoa.access.GroupKind;
import stoa.access.Purpose;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.event.Event;
import stoa.markup.Slug;

/**
 * What administrators do to categories and boards. One of them at a time: the tree stays a tree.
 */
final class Boards {
  private static final int DEEPEST = 6;
  private static final int LONGEST_TITLE = 80;
  private static final int LONGEST_DESCRIPTION = 300;

  private final Db db;
  private final Access access;
  private final AccessChanges changes;
  private final BoardTreeQueries queries;
  private final InstantSource clock;

  Boards(
      Db db, Access access, AccessChanges changes, BoardTreeQueries queries, InstantSource clock) {
    this.db = db;
    this.access = access;
    this.changes = changes;
    this.queries = queries;
    this.clock = clock;
  }

  /** A category or board as the form describes it. An empty slug is made from the title. */
  record Wanted(String title, String slug, String description, @Nullable Long parent) {
    String slugOrTitle() {
      return Slug.of(slug.isEmpty() ? title : slug);
    }
  }

  /** A wrong field and why. */
  record Fault(String field, Message why) {}

  /**
   * Who a new board is for.
   *
   * @param group whose it is, where it is one group's
   */
  record Readers(Purpose purpose, @Nullable Long group) {}

  /** Makes a category (without a parent) or a board; nothing where a field is wrong. */
  List<Fault> create(Viewer viewer, Wanted wanted, Readers readers) {
    long by = Act.MANAGE_BOARDS.require(viewer).id();
    Instant now = clock.instant();
    return db.write(tx -> {
      var tree = new Tree(queries.allLocked(tx));
      var faults = faults(tx, tree, wanted, 0);
      if (readers.purpose() == Purpose.GROUP && readers.group() == null) {
        faults.add(new Fault("group", Message.of("admin.groupMissing")));
      }
      if (faults.isEmpty()) {
        int position = queries.nextPosition(tx, wanted.parent());
        long id =
            queries.insert(
                tx,
                wanted.parent(),
                wanted.title(),
                wanted.slugOrTitle(),
                wanted.description(),
                position,
                now);
        tx.emit(new Event.BoardsChanged(by));
        changes.found(tx, by, id, readers.purpose(), readers.group());
      }
      return faults;
    });
  }

  /**
   * What its mover should know first: who would newly read a board, or what is below it, by what is
   * said of where it goes; empty where nobody would.
   */
  Optional<Message> warning(BoardTreeQueries.Row board, Wanted wanted) {
    if (Objects.equals(board.parentId(), wanted.parent())) {
      return Optional.empty();
    }
    var now = access.rules();
    var then = now.moved(board.id(), wanted.parent());
    var guests = now.gained(then, Set.of(GroupKind.GUESTS.id()));
    if (!guests.isEmpty()) {
      return Optional.of(Message.of("admin.opensToGuests", access.topicCount(guests)));
    }
    var others = new TreeSet<Long>();
    now.groups().forEach(group -> others.addAll(now.gained(then, Set.of(group.id()))));
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(Message.of("admin.opensToOthers", access.topicCount(others)));
  }

  /** Renames, describes and moves. */
  List<Fault> change(Viewer viewer, long id, Wanted wanted) {
    long by = Act.MANAGE_BOARDS.require(viewer).id();
    return db.write(tx -> {
      var tree = new Tree(queries.allLocked(tx));
      var board = tree.row(id).orElseThrow(Boards::notFound);
      var faults = faults(tx, tree, wanted, id);
      if (!faults.isEmpty()) {
        return faults;
      }
      String slug = wanted.slugOrTitle();
      queries.update(tx, id, wanted.title(), slug, wanted.description());
      if (!slug.equals(board.slug())) {
        queries.remember(tx, id, board.slug(), slug);
      }
      if (!java.util.Objects.equals(board.parentId(), wanted.parent())) {
        queries.place(tx, id, wanted.parent(), queries.nextPosition(tx, wanted.parent()));
        changes.moved(tx, by, id, title(tree, board.parentId()), title(tree, wanted.parent()));
      }
      tx.emit(new Event.BoardsChanged(by));
      return faults;
    });
  }

  private static String title(Tree tree, @Nullable Long parent) {
    return parent == null ? "" : tree.row(parent).map(BoardTreeQueries.Row::title).orElse("");
  }

  /** Up among its siblings, or down. */
  void shift(Viewer viewer, long id, boolean up) {
    long by = Act.MANAGE_BOARDS.require(viewer).id();
    db.change(tx -> {
      var tree = new Tree(queries.allLocked(tx));
      var board = tree.row(id).orElseThrow(Boards::notFound);
      var siblings = new ArrayList<>(tree.below(board.parentId()));
      int from = siblings.indexOf(board);
      int to = up ? from - 1 : from + 1;
      if (to < 0 || to >= siblings.size()) {
        return; // at the end already: sent twice
      }
      siblings.add(to, siblings.remove(from));
      for (int i = 0; i < siblings.size(); i++) {
        queries.place(tx, siblings.get(i).id(), board.parentId(), i + 1);
      }
      tx.emit(new Event.BoardsChanged(by));
    });
  }

  /** A closed board, and all below it, can be read and not written in. */
  void close(Viewer viewer, long id, boolean closed) {
    long by = Act.MANAGE_BOARDS.require(viewer).id();
    Instant now = clock.instant();
    db.change(tx -> {
      queries.close(tx, id, closed ? now : null, closed ? by : null);
      tx.emit(new Event.BoardsChanged(by));
    });
  }

  /** Removes what never held a topic and has nothing below it. */
  void remove(Viewer viewer, long id) {
    long by = Act.MANAGE_BOARDS.require(viewer).id();
    db.change(tx -> {
      var tree = new Tree(queries.allLocked(tx));
      var board = tree.row(id).orElseThrow(Boards::notFound);
      if (!tree.removable(board)) {
        throw new Refused(new Refusal.Forbidden(Message.of("admin.boardNotEmpty")));
      }
      queries.remove(tx, id);
      tx.emit(new Event.BoardsChanged(by));
    });
  }

  private List<Fault> faults(Tx tx, Tree tree, Wanted wanted, long id) {
    var faults = new ArrayList<Fault>();
    if (wanted.title().isEmpty()) {
      faults.add(new Fault("title", Message.of("form.titleEmpty")));
    } else if (wanted.title().length() > LONGEST_TITLE) {
      faults.add(new Fault("title", Message.of("form.titleTooLong", LONGEST_TITLE)));
    } else if (queries.slugTaken(tx, wanted.slugOrTitle(), id)) {
      faults.add(new Fault("slug", Message.of("admin.slugTaken")));
    }
    if (wanted.description().length() > LONGEST_DESCRIPTION) {
      faults.add(new Fault("description", Message.of("form.tooLong", LONGEST_DESCRIPTION)));
    }
    parentFault(tree, wanted, id).ifPresent(why -> faults.add(new Fault("parent", why)));
    return faults;
  }

  private static Optional<Message> parentFault(Tree tree, Wanted wanted, long id) {
    var own = tree.row(id);
    if (wanted.parent() == null) {
      boolean holdsTopics = own.isPresent() && own.get().hasTopics();
      return holdsTopics ? Optional.of(Message.of("admin.categoryHoldsTopics")) : Optional.empty();
    }
    var parent = tree.row(wanted.parent());
    if (parent.isEmpty()) {
      return Optional.of(Message.of("admin.parentGone"));
    }
    if (id != 0 && tree.within(parent.get(), id)) {
      return Optional.of(Message.of("admin.parentBelow"));
    }
    int height = own.map(tree::height).orElse(1);
    boolean tooDeep = tree.depth(parent.get()) + 1 + height > DEEPEST;
    return tooDeep ? Optional.of(Message.of("admin.tooDeep", DEEPEST)) : Optional.empty();
  }

  private static Refused notFound() {
    return Refused.notFound();
  }
}
