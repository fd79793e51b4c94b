package stoa.notify;

import static java.util.Objects.requireNonNull;
import static stoa.watch.NotificationKind.MENTION;
import static stoa.watch.NotificationKind.QUOTE;
import static stoa.watch.NotificationKind.REPLY;
import static stoa.watch.NotificationKind.TOPIC;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stoa.base.db.Tx;
import stoa.notify.NotifyQueries.Notification;
import stoa.notify.NotifyQueries.PostNow;

/** Those whom a post calls, by their names or by quoting them. Each method answers who was told. */
final class Calls {
  private final NotifyQueries queries;
  private final CallQueries calls;

  Calls(NotifyQueries queries) {
    this.queries = queries;
    this.calls = new CallQueries();
  }

  /** Tells all of them. */
  List<Long> tell(Tx tx, Notification notification, PostNow post) {
    var told = tell(tx, notification.as(MENTION), mentioned(tx, post));
    told.addAll(tell(tx, notification.as(QUOTE), quoted(tx, post)));
    return told;
  }

  /** Tells whom an edit added, and takes back what told the others. */
  List<Long> tellEdited(Tx tx, Notification notification, PostNow post) {
    var told = takeBack(tx, notification, post);
    long postId = requireNonNull(notification.postId());
    var added = mentioned(tx, post);
    added.removeAll(calls.told(tx, postId, EnumSet.of(MENTION, QUOTE), added));
    var called = tell(tx, notification.as(MENTION), added);
    var _ = calls.takeBack(tx, postId, EnumSet.of(REPLY, TOPIC), called);
    told.addAll(called);
    return told;
  }

  /**
   * Takes back what nobody has read yet and the post does not say any more; who hears of it for
   * another reason as well is told that instead.
   */
  List<Long> takeBack(Tx tx, Notification notification, PostNow post) {
    long postId = requireNonNull(notification.postId());
    var quoted = quoted(tx, post);
    var gone = new HashSet<>(calls.takeBackAllBut(tx, postId, MENTION, mentioned(tx, post)));
    gone.addAll(calls.takeBackAllBut(tx, postId, QUOTE, quoted));
    if (gone.isEmpty()) {
      return new ArrayList<>();
    }
    quoted.retainAll(gone);
    var told = tell(tx, notification.as(QUOTE), quoted);
    gone.removeAll(calls.told(tx, postId, EnumSet.of(REPLY, TOPIC), gone));
    told.addAll(tellOtherwise(tx, notification, post, gone));
    return told;
  }

  private List<Long> tellOtherwise(
      Tx tx, Notification notification, PostNow post, Collection<Long> members) {
    if (post.position() == 1) {
      return queries.tellWatchers(tx, notification.as(TOPIC), members);
    }
    var told = new ArrayList<Long>();
    Long answered = post.parentAuthorId();
    if (answered != null && members.contains(answered)) {
      told.addAll(queries.tell(tx, notification.as(REPLY), List.of(answered)));
    }
    told.addAll(queries.tellWatchers(tx, notification.as(REPLY), members));
    return told;
  }

  private List<Long> tell(Tx tx, Notification notification, Collection<Long> members) {
    return members.isEmpty()
        ? new ArrayList<>()
        : new ArrayList<>(queries.tell(tx, notification, members));
  }

  private Set<Long> mentioned(Tx tx, PostNow post) {
    var mentions = Names.mentioned(post.html());
    Map<String, Long> known = known(tx, mentions.stream().flatMap(List::stream).toList());
    var ids = new LinkedHashSet<Long>();
    for (var names : mentions) {
      names.stream().filter(known::containsKey).findFirst().map(known::get).ifPresent(ids::add);
    }
    return ids;
  }

  private Set<Long> quoted(Tx tx, PostNow post) {
    return new LinkedHashSet<>(known(tx, Names.quoted(post.html())).values());
  }

  private Map<String, Long> known(Tx tx, Collection<String> names) {
    return names.isEmpty() ? Map.of() : calls.named(tx, names);
  }
}
