package stoa.topic;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.base.Viewer;
import stoa.base.config.Settings;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Tokens;
import stoa.base.web.Urls;

/** Opening a topic and replying. */
final class WritePages {
  private final Site site;
  private final Access access;
  private final TopicQueries queries;
  private final PostQueries posts;
  private final Topics topics;
  private final Settings.Text sizes;
  private final Tokens tokens;
  private final LatePages late;

  WritePages(
      Site site,
      Access access,
      TopicQueries queries,
      PostQueries posts,
      Topics topics,
      Settings.Text sizes,
      Tokens tokens,
      LatePages late) {
    this.site = site;
    this.access = access;
    this.queries = queries;
    this.posts = posts;
    this.topics = topics;
    this.sizes = sizes;
    this.tokens = tokens;
    this.late = late;
  }

  void composeForm(Context context) {
    late.formOrElse(
        context,
        () -> composeNow(context),
        () -> AwayPage.topic(context.pathParam("slug"), DraftForm.empty(tokens.make())));
  }

  private void composeNow(Context context) {
    var _ = site.viewer(context).member();
    BoardPath path = openBoard(context);
    site.show(context, compose(path, Field.EMPTY, Field.EMPTY, Field.EMPTY, tokens.make()));
  }

  void open(Context context) {
    var form = DraftForm.topic(Form.of(context), sizes);
    String board = context.pathParam("slug");
    late.orElse(
        context,
        0,
        () -> openNow(context, form),
        member -> form.wrong() ? null : late.topic(member, board, form.draft()),
        () -> site.showAgain(context, AwayPage.topic(board, form)));
  }

  private void openNow(Context context, DraftForm form) {
    Viewer.Member member = site.viewer(context).member();
    BoardPath path = openBoard(context);
    if (form.wrong()) {
      composeAgain(context, path, form);
      return;
    }
    switch (topics.open(member, path.steps().getLast().id(), form.draft(), Topics.Pace.NOW)) {
      case Topics.Written.Saved(String location) -> site.seeOther(context, location);
      case Topics.Written.Rejected(var why) -> composeAgain(context, path, form.rejected(why));
    }
  }

  private void composeAgain(Context context, BoardPath path, DraftForm form) {
    site.showAgain(context, compose(path, form.title(), form.tags(), form.body(), form.once()));
  }

  private BoardPath openBoard(Context context) {
    long board = posts.board(context.pathParam("slug")).orElseThrow(Topics::notFound);
    BoardPath path = queries.path(board);
    Topics.requireOpen(path);
    return path;
  }

  private ComposePage compose(BoardPath path, Field title, Field tags, Field body, String once) {
    var board = path.steps().getLast();
    String url = Urls.board(board.slug());
    return new ComposePage(
        board.title(), url, url + "/new", path.crumbs(), title, tags, body, once);
  }

  void replyForm(Context context) {
    late.formOrElse(
        context, () -> replyFormNow(context), () -> away(context, Field.EMPTY, tokens.make()));
  }

  private static AwayPage away(Context context, Field body, String once) {
    String quoted = context.queryParam("quote");
    String parent = quoted == null ? Form.of(context).raw("parent") : quoted;
    return AwayPage.reply(Params.id(context), body, isId(parent) ? parent : "", once);
  }

  private static boolean isId(String text) {
    return text.matches("[0-9]{1,18}");
  }

  private void replyFormNow(Context context) {
    Viewer viewer = site.viewer(context);
    var _ = viewer.member();
    TopicHead topic = access.topic(viewer, Params.id(context));
    BoardPath path = queries.path(topic.boardId());
    Topics.requireReplies(viewer, topic, path);
    var quoted = quoted(context.queryParam("quote"), topic);
    String body =
        quoted == null ? "" : Quote.of(quoted.authorName(), quoted.source(), sizes.postMax() / 2);
    String parent = quoted == null ? "" : "" + quoted.id();
    site.show(context, replyPage(topic, path, Field.of(body), parent, quoted, tokens.make()));
  }

  void reply(Context context) {
    var fields = Form.of(context);
    var form = DraftForm.reply(fields, sizes);
    long topic = Params.id(context);
    Long parent = fields.number("parent").orElse(null);
    late.orElse(
        context,
        topic,
        () -> replyNow(context, form, parent),
        member -> form.wrong() ? null : late.reply(member, topic, parent, form.draft()),
        () -> site.showAgain(context, away(context, form.body(), form.once())));
  }

  private void replyNow(Context context, DraftForm form, @Nullable Long parent) {
    Viewer.Member member = site.viewer(context).member();
    Topics.Answered seen = topics.answered(member, Params.id(context));
    TopicHead topic = seen.topic();
    BoardPath path = queries.path(topic.boardId());
    Topics.requireReplies(member, topic, path);
    if (form.wrong()) {
      replyAgain(context, topic, path, form);
      return;
    }
    switch (topics.reply(member, seen, parent, form.draft(), Topics.Pace.NOW)) {
      case Topics.Written.Saved(String location) -> site.seeOther(context, location);
      case Topics.Written.Rejected(var why) -> replyAgain(context, topic, path, form.rejected(why));
    }
  }

  private void replyAgain(Context context, TopicHead topic, BoardPath path, DraftForm form) {
    String parent = Form.of(context).raw("parent");
    var quoted = quoted(parent, topic);
    site.showAgain(context, replyPage(topic, path, form.body(), parent, quoted, form.once()));
  }

  private ReplyPage replyPage(
      TopicHead topic,
      BoardPath path,
      Field body,
      String parent,
      @Nullable PostText quoted,
      String once) {
    var to =
        quoted == null
            ? null
            : new PostRow.InReplyTo(quoted.position(), Urls.post(quoted.id()), quoted.authorName());
    var form = new ReplyForm("/t/" + topic.id() + "/reply", body, parent, once);
    return new ReplyPage(
        topic.title(), Urls.topic(topic.id(), topic.slug()), path.crumbs(), form, to);
  }

  /** The post that is answered, where it is one of this topic that can be read. */
  private @Nullable PostText quoted(@Nullable String id, TopicHead topic) {
    if (id == null || !isId(id)) {
      return null;
    }
    return access.answered(topic, Long.parseLong(id));
  }
}
