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

/** Those whom a post mentions or quotes. Each method answers who was notified. */
final class Mentions {
  private final NotifyQueries queries;
  private final MentionQueries mentions;

  Mentions(NotifyQueries queries) {
    this.queries = queries;
    this.mentions = new MentionQueries();
  }

  /** Notifies all of them. */
  List<Long> notifyMentioned(Tx tx, Notification notification, PostNow post) {
    var notified = notifyMembers(tx, notification.as(MENTION), mentioned(tx, post));
    notified.addAll(notifyMembers(tx, notification.as(QUOTE), quoted(tx, post)));
    return notified;
  }

  /** Notifies whom an edit added, and takes back those of whom it left out. */
  List<Long> notifyEdited(Tx tx, Notification notification, PostNow post) {
    var notified = takeBack(tx, notification, post);
    long postId = requireNonNull(notification.postId());
    var added = mentioned(tx, post);
    added.removeAll(mentions.notified(tx, postId, EnumSet.of(MENTION, QUOTE), added));
    var mentioned = notifyMembers(tx, notification.as(MENTION), added);
    var _ = mentions.takeBack(tx, postId, EnumSet.of(REPLY, TOPIC), mentioned);
    notified.addAll(mentioned);
    return notified;
  }

  /**
   * Takes back what nobody has read yet and the post does not say any more; who has another reason
   * to be notified is notified for that one instead.
   */
  List<Long> takeBack(Tx tx, Notification notification, PostNow post) {
    long postId = requireNonNull(notification.postId());
    var quoted = quoted(tx, post);
    var gone = new HashSet<>(mentions.takeBackAllBut(tx, postId, MENTION, mentioned(tx, post)));
    gone.addAll(mentions.takeBackAllBut(tx, postId, QUOTE, quoted));
    if (gone.isEmpty()) {
      return new ArrayList<>();
    }
    quoted.retainAll(gone);
    var notified = notifyMembers(tx, notification.as(QUOTE), quoted);
    gone.removeAll(mentions.notified(tx, postId, EnumSet.of(REPLY, TOPIC), gone));
    notified.addAll(notifyOtherwise(tx, notification, post, gone));
    return notified;
  }

  private List<Long> notifyOtherwise(
      Tx tx, Notification notification, PostNow post, Collection<Long> members) {
    if (post.opens()) {
      return queries.notifyWatchers(tx, notification.as(TOPIC), members);
    }
    var notified = new ArrayList<Long>();
    Long answered = post.parentAuthorId();
    if (answered != null && members.contains(answered)) {
      notified.addAll(queries.notifyMembers(tx, notification.as(REPLY), List.of(answered)));
    }
    notified.addAll(queries.notifyWatchers(tx, notification.as(REPLY), members));
    return notified;
  }

  private List<Long> notifyMembers(Tx tx, Notification notification, Collection<Long> members) {
    return members.isEmpty()
        ? new ArrayList<>()
        : new ArrayList<>(queries.notifyMembers(tx, notification, members));
  }

  private Set<Long> mentioned(Tx tx, PostNow post) {
    var meanings = MentionedNames.mentioned(post.html());
    Map<String, Long> known = known(tx, meanings.stream().flatMap(List::stream).toList());
    var ids = new LinkedHashSet<Long>();
    for (var names : meanings) {
      names.stream().filter(known::containsKey).findFirst().map(known::get).ifPresent(ids::add);
    }
    return ids;
  }

  private Set<Long> quoted(Tx tx, PostNow post) {
    return new LinkedHashSet<>(known(tx, MentionedNames.quoted(post.html())).values());
  }

  private Map<String, Long> known(Tx tx, Collection<String> names) {
    return names.isEmpty() ? Map.of() : mentions.named(tx, names);
  }
}
