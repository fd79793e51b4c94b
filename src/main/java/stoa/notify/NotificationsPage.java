package stoa.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.view.Urls;
import stoa.base.view.View;
import stoa.watch.NotificationKind;

/**
 * A member's notifications, those that belong together as one.
 *
 * @param upTo the newest event that the page shows: "mark all as read" means no newer one
 * @param nextUrl null on the last page
 */
record NotificationsPage(
    List<ReturnedPost> returned,
    List<Item> items,
    boolean anyUnread,
    long upTo,
    @Nullable String nextUrl)
    implements View {
  NotificationsPage {
    returned = List.copyOf(returned);
    items = List.copyOf(items);
  }

  /**
   * One line.
   *
   * @param topicTitle null where the member may not read it any more
   * @param url null where there is nothing left to read
   */
  record Item(
      Message text,
      @Nullable String topicTitle,
      @Nullable String url,
      Instant at,
      boolean unread) {}

  /** What belongs together: replies in one topic, likes of one post, and whether they were read. */
  private record Group(NotificationKind kind, long topicId, @Nullable Long postId, boolean unread) {
    static Group of(NotificationQueries.Row row) {
      return switch (row.kind()) {
        case REPLY -> new Group(row.kind(), row.topicId(), null, row.unread());
        case LIKE -> new Group(row.kind(), row.topicId(), row.postId(), row.unread());
        case MODERATION, MENTION, QUOTE, TOPIC, ANSWER ->
            new Group(row.kind(), row.topicId(), -row.eventId(), row.unread());
      };
    }
  }

  static NotificationsPage of(
      List<ReturnedPost> returned, List<NotificationQueries.Row> rows, int most) {
    var groups = new LinkedHashMap<Group, List<NotificationQueries.Row>>();
    rows.forEach(row -> groups.computeIfAbsent(Group.of(row), _ -> new ArrayList<>()).add(row));
    var items = groups.values().stream().map(NotificationsPage::item).toList();
    long upTo = rows.isEmpty() ? 0 : rows.getFirst().eventId();
    String next = rows.size() < most ? null : "/notifications?before=" + rows.getLast().eventId();
    return new NotificationsPage(
        returned, items, rows.stream().anyMatch(NotificationQueries.Row::unread), upTo, next);
  }

  private static Item item(List<NotificationQueries.Row> rows) {
    var newest = rows.getFirst();
    Set<String> actors = new LinkedHashSet<>();
    rows.forEach(row -> {
      if (row.actor() != null) {
        actors.add(row.actor());
      }
    });
    // The oldest that was not read is where reading goes on.
    var first = newest.unread() ? rows.getLast() : newest;
    return new Item(
        text(newest.kind(), actors), newest.topicTitle(), url(first), newest.at(), newest.unread());
  }

  private static Message text(NotificationKind kind, Set<String> actors) {
    String key = "notify." + kind.label();
    if (actors.isEmpty()) {
      return Message.of(key + ".one", "?");
    }
    var names = List.copyOf(actors);
    return names.size() == 1
        ? Message.of(key + ".one", names.getFirst())
        : Message.of(key + ".more", names.getFirst(), names.size() - 1);
  }

  private static @Nullable String url(NotificationQueries.Row row) {
    if (!row.postThere()) {
      return null;
    }
    return row.postId() == null
        ? Urls.topic(row.topicId(), row.topicSlug())
        : Urls.post(row.postId());
  }

  @Override
  public String template() {
    return "notify/list";
  }
}
