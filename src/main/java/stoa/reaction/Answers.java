package stoa.reaction;

import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostRights;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.view.Urls;
import stoa.event.Event;
import stoa.topic.Posts;

/** Choosing the post that answers its topic. */
final class Answers {
  private final Db db;
  private final Access access;
  private final AnswerQueries queries;

  Answers(Db db, Access access, AnswerQueries queries) {
    this.db = db;
    this.access = access;
    this.queries = queries;
  }

  /** Chooses the answer, in place of another one, or takes the choice back. */
  String choose(Viewer.Member viewer, long postId, boolean chosen) {
    return db.write(tx -> {
      var post = access.text(tx, postId).orElseThrow(Refused::notFound);
      var topic = access.locked(tx, viewer, post.topicId());
      Act.LIKE.require(PostRights.of(viewer, topic, post).mayChoose());
      boolean is = Long.valueOf(postId).equals(topic.acceptedPostId());
      if (is != chosen) {
        queries.choose(tx, topic.id(), chosen ? postId : null);
        tx.emit(
            chosen
                ? new Event.AnswerChosen(topic.id(), postId, topic.boardId(), viewer.id())
                : new Event.AnswerUnchosen(topic.id(), postId, topic.boardId(), viewer.id()));
      }
      return place(topic, post);
    });
  }

  private static String place(TopicHead topic, PostText post) {
    return Urls.place(topic.id(), topic.slug(), Posts.page(post.place(topic)), post.id());
  }
}
