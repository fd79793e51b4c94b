package stoa.tools.stackexchange;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Tx;
import stoa.markup.Slug;
import stoa.markup.TagNames;
import stoa.tools.stackexchange.StageQueries.Run;
import stoa.tools.stackexchange.TopicImportQueries.Question;

/** Makes topics of the staged questions, with their counts, their last post and their tags. */
final class TopicImport {
  /** {@code <a><b>} in old dumps, {@code |a|b|} in new ones. */
  private static final Pattern TAG_MARKS = Pattern.compile("[<>|]+");

  private static final String COPY =
      "copy topic (id, board_id, author_id, author_name, title, slug, created_at, post_count, reply_count, view_count, score, accepted_post_id, last_post_id, last_post_at, last_author_id, last_author_name, locked_at) from stdin";

  private final TopicImportQueries queries = new TopicImportQueries();

  /** Those whose first post has a number after the one and up to the other. */
  void copy(Tx tx, Run run, long board, long after, long upTo) {
    var questions = queries.questions(tx, run, after, upTo);
    if (questions.isEmpty()) {
      return;
    }
    StagingQueries.copy(
        tx,
        COPY,
        out -> {
          for (var question : questions) {
            write(question, board, out);
          }
        });
    tag(tx, questions);
  }

  private static void write(Question question, long board, CopyRows out) throws SQLException {
    var last = question.last();
    out.add(question.topicId())
        .add(board)
        .add(question.author())
        .add(question.authorName())
        .add(question.title())
        .add(Slug.of(question.title()))
        .add(question.created())
        .add(question.posts())
        .add(question.posts() - 1)
        .add(question.views())
        .add(question.score())
        .add(question.accepted())
        .add(last.postId())
        .add(last.at())
        .add(last.author())
        .add(last.authorName())
        .add(question.closed())
        .end();
  }

  private void tag(Tx tx, List<Question> questions) {
    var names = new TreeSet<String>();
    questions.forEach(question -> names.addAll(tags(question.tags())));
    if (names.isEmpty()) {
      return;
    }
    var ids = queries.tagIds(tx, names);
    StagingQueries.copy(
        tx,
        "copy topic_tag (topic_id, tag_id) from stdin",
        out -> {
          for (var question : questions) {
            for (String name : tags(question.tags())) {
              out.add(question.topicId()).add(ids.get(name)).end();
            }
          }
        });
  }

  static Set<String> tags(@Nullable String marked) {
    var names = new LinkedHashSet<String>();
    if (marked != null) {
      for (String tag : TAG_MARKS.split(marked, -1)) {
        String name = TagNames.of(tag);
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
