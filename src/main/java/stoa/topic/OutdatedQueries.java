package stoa.topic;

import static org.jooq.Records.mapping;
import static stoa.schema.Tables.POST;

import java.util.List;
import stoa.base.db.Db;

/** Posts whose HTML an older renderer made. */
final class OutdatedQueries {
  private final Db db;

  OutdatedQueries(Db db) {
    this.db = db;
  }

  record Source(long id, String source, int edits) {}

  List<Source> next(int renderer, int most) {
    return db.read(sql ->
        sql.select(POST.ID, POST.SOURCE, POST.EDITS)
            .from(POST)
            .where(POST.RENDERER.lt((short) renderer))
            .orderBy(POST.RENDERER, POST.ID)
            .limit(most)
            .fetch(mapping(Source::new)));
  }

  /** Keeps the new HTML, unless the post was edited meanwhile: then it is new already. */
  void replace(Source post, String html, int renderer) {
    db.change(tx ->
        tx.sql()
            .update(POST)
            .set(POST.HTML, html)
            .set(POST.RENDERER, (short) renderer)
            .where(POST.ID.eq(post.id()), POST.EDITS.eq(post.edits()))
            .execute());
  }
}
