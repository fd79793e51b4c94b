package stoa.tools.stackexchange;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import stoa.base.Deadline;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.runtime.WorkerPool;
import stoa.markup.HtmlToMarkdown;
import stoa.markup.Markup;
import stoa.tools.stackexchange.PostImportQueries.StagedPost;
import stoa.tools.stackexchange.StageQueries.Run;

/**
 * Turns the staged texts into topics and posts: the forum's own source and its HTML, by COPY, a
 * batch a transaction. While one batch is rendered, the one before it is written and the next one
 * read.
 */
final class PostImport {
  private static final String STAGE = "topics and posts";

  private static final String COPY =
      "copy post (id, topic_id, position, author_id, author_name, parent_id, source, html, renderer, created_at, edits, edited_at, score) from stdin";

  private final Db db;
  private final StageQueries stages;
  private final PostImportQueries queries;
  private final TopicImport topics;
  private final Progress progress;
  private final WorkerPool workers;
  private final Markup markup;
  private final InstantSource clock;
  private final int batch;

  PostImport(
      Db db,
      StageQueries stages,
      Progress progress,
      WorkerPool workers,
      Markup markup,
      InstantSource clock,
      int batch) {
    this.db = db;
    this.stages = stages;
    this.queries = new PostImportQueries(db);
    this.topics = new TopicImport();
    this.progress = progress;
    this.workers = workers;
    this.markup = markup;
    this.clock = clock;
    this.batch = batch;
  }

  private record Text(String source, String html) {}

  /** Posts of consecutive numbers, after that one, with their texts on the way. */
  private record Batch(long after, List<StagedPost> posts, WorkerPool.All<Text> texts) {}

  /** How many there are in the end, and how many of them this run has made. */
  record Made(long all, long now) {}

  Made run(Run run, long board) {
    long all = queries.count();
    if (stages.done(run, STAGE)) {
      return new Made(all, 0);
    }
    progress.begin(STAGE, all, Progress.Unit.ROWS);
    long from = stages.progress(run, STAGE, 0);
    progress.from(from);
    var current = begin(run, from);
    while (!current.posts().isEmpty()) {
      var following = begin(run, current.after() + batch);
      try {
        write(run, board, current);
      } catch (RuntimeException e) {
        following.texts().cancel();
        throw e;
      }
      progress.forward(current.posts().size());
      current = following;
    }
    db.change(tx -> stages.finish(tx, run, STAGE, clock.instant()));
    progress.end();
    return new Made(all, all - Math.min(from, all));
  }

  private Batch begin(Run run, long after) {
    var posts = queries.posts(run, after, after + batch);
    return new Batch(after, posts, workers.all(posts, this::text));
  }

  private Text text(StagedPost post) {
    String source =
        post.comment() ? HtmlToMarkdown.ofComment(post.body()) : HtmlToMarkdown.of(post.body());
    return new Text(source, markup.render(source, "p" + post.postId() + "-"));
  }

  private void write(Run run, long board, Batch batch) {
    var texts = batch.texts().get(Deadline.in(StackExchangeImport.RENDERING));
    long last = batch.after() + this.batch;
    db.change(tx -> {
      topics.copy(tx, run, board, batch.after(), last);
      copy(tx, batch.posts(), texts);
      queries.remember(tx, run, batch.after(), last);
      stages.progress(tx, run, STAGE, last);
    });
  }

  private static void copy(Tx tx, List<StagedPost> posts, List<Text> texts) {
    StagingQueries.copy(
        tx,
        COPY,
        out -> {
          for (int i = 0; i < posts.size(); i++) {
            write(posts.get(i), texts.get(i), out);
          }
        });
  }

  private static void write(StagedPost post, Text text, CopyRows out) throws SQLException {
    out.add(post.postId())
        .add(post.topicId())
        .add(post.position())
        .add(post.author())
        .add(post.authorName())
        .add(post.parent())
        .add(text.source())
        .add(text.html())
        .add(Markup.VERSION)
        .add(post.created())
        .add(post.edited() == null ? 0 : 1)
        .add(post.edited())
        .add(post.score())
        .end();
  }
}
