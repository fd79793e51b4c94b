package stoa.topic;

import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Tokens;
import stoa.base.config.Settings;
import stoa.base.view.Field;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.spool.SpoolPages;
import stoa.tree.BoardPath;
import stoa.tree.Boards;

/** Opening a topic and replying. */
final class WritePages {
  private final Access access;
  private final TopicQueries queries;
  private final Boards boards;
  private final Topics topics;
  private final Settings.Text sizes;
  private final Tokens tokens;
  private final SpoolPages spool;
  private final SpooledWriting spooled;

  WritePages(
      Access access,
      TopicQueries queries,
      Boards boards,
      Topics topics,
      Settings.Text sizes,
      Tokens tokens,
      SpoolPages spool,
      SpooledWriting spooled) {
    this.access = access;
    this.queries = queries;
    this.boards = boards;
    this.topics = topics;
    this.sizes = sizes;
    this.tokens = tokens;
    this.spool = spool;
    this.spooled = spooled;
  }

  Answer composeForm(Visit visit, Request request) {
    return spool.formOrElse(
        visit,
        () ->
            Boards.moved(boards.named(visit.viewer(), request), request, "/new")
                .orElseGet(() -> composeNow(visit, request)),
        () -> AwayPage.topic(request.part("slug"), DraftForm.empty(tokens.make())));
  }

  private Answer composeNow(Visit visit, Request request) {
    BoardPath path = openBoard(visit.member(), request);
    return Answer.page(compose(path, Field.EMPTY, Field.EMPTY, Field.EMPTY, tokens.make()));
  }

  Answer open(Visit visit, Request request) {
    var form = DraftForm.topic(request.form(), sizes);
    String board = request.part("slug");
    return spool.orElse(
        visit,
        request,
        0,
        () -> openNow(visit, request, form),
        member -> form.wrong() ? null : spooled.topic(member, board, form.draft()),
        () -> Answer.again(AwayPage.topic(board, form)));
  }

  private Answer openNow(Visit visit, Request request, DraftForm form) {
    Viewer.Member member = visit.member();
    BoardPath path = openBoard(member, request);
    long board = path.steps().getLast().id();
    if (!form.draft().tags().isEmpty() && !Act.TAG.allowedTo(member, board)) {
      return composeAgain(path, form.untagged());
    }
    if (form.wrong()) {
      return composeAgain(path, form);
    }
    return switch (topics.open(member, board, form.draft(), Topics.Pace.NOW)) {
      case Topics.Written.Saved(String location) -> Answer.seeOther(location);
      case Topics.Written.Rejected(var why) -> composeAgain(path, form.rejected(why));
    };
  }

  private Answer composeAgain(BoardPath path, DraftForm form) {
    return Answer.again(compose(path, form.title(), form.tags(), form.body(), form.once()));
  }

  private BoardPath openBoard(Viewer.Member member, Request request) {
    BoardPath path = queries.path(member, boards.named(member, request).id());
    Topics.requireOpen(member, path);
    return path;
  }

  private ComposePage compose(BoardPath path, Field title, Field tags, Field body, String once) {
    var board = path.steps().getLast();
    String url = board.url();
    return new ComposePage(
        board.title(), url, url + "/new", path.crumbs(), title, tags, body, once);
  }

  Answer replyForm(Visit visit, Request request) {
    return spool.formOrElse(
        visit, () -> replyFormNow(visit, request), () -> away(request, Field.EMPTY, tokens.make()));
  }

  private static AwayPage away(Request request, Field body, String once) {
    String quoted = request.query("quote");
    String parent = quoted == null ? request.form().raw("parent") : quoted;
    return AwayPage.reply(request.id(), body, isId(parent) ? parent : "", once);
  }

  private static boolean isId(String text) {
    return text.matches("[0-9]{1,18}");
  }

  private Answer replyFormNow(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    TopicHead topic = access.topic(member, request.id());
    BoardPath path = queries.path(member, topic.boardId());
    Topics.requireReplies(member, topic, path);
    var quoted = quoted(request.query("quote"), topic);
    String body =
        quoted == null ? "" : Quote.of(quoted.authorName(), quoted.source(), sizes.postMax() / 2);
    String parent = quoted == null ? "" : "" + quoted.id();
    return Answer.page(replyPage(topic, path, Field.of(body), parent, quoted, tokens.make()));
  }

  Answer reply(Visit visit, Request request) {
    var fields = request.form();
    var form = DraftForm.reply(fields, sizes);
    long topic = request.id();
    Long parent = fields.number("parent").orElse(null);
    return spool.orElse(
        visit,
        request,
        topic,
        () -> replyNow(visit, request, form, parent),
        member -> form.wrong() ? null : spooled.reply(member, topic, parent, form.draft()),
        () -> Answer.again(away(request, form.body(), form.once())));
  }

  private Answer replyNow(Visit visit, Request request, DraftForm form, @Nullable Long parent) {
    Viewer.Member member = visit.member();
    Topics.ReplyTarget seen = topics.answered(member, request.id());
    TopicHead topic = seen.topic();
    BoardPath path = queries.path(member, topic.boardId());
    Topics.requireReplies(member, topic, path);
    if (form.wrong()) {
      return replyAgain(request, topic, path, form);
    }
    return switch (topics.reply(member, seen, parent, form.draft(), Topics.Pace.NOW)) {
      case Topics.Written.Saved(String location) -> Answer.seeOther(location);
      case Topics.Written.Rejected(var why) -> replyAgain(request, topic, path, form.rejected(why));
    };
  }

  private Answer replyAgain(Request request, TopicHead topic, BoardPath path, DraftForm form) {
    String parent = request.form().raw("parent");
    var quoted = quoted(parent, topic);
    return Answer.again(replyPage(topic, path, form.body(), parent, quoted, form.once()));
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
            : new PostRow.InReplyTo(
                quoted.place(topic), Urls.post(quoted.id()), quoted.authorName());
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
