package stoa.moderation;

import stoa.access.Access;
import stoa.access.Act;
import stoa.access.TopicHead;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.topic.TopicMove;
import stoa.tree.Boards;

/** Moving topics to other boards. */
final class MovePages {
  private final Access access;
  private final Boards boards;
  private final TopicMove move;

  MovePages(Access access, Boards boards, TopicMove move) {
    this.access = access;
    this.boards = boards;
    this.move = move;
  }

  Answer ask(Visit visit, Request request) {
    var member = visit.member();
    TopicHead topic = access.topic(member, request.id());
    access.require(member, Act.MOVE, topic);
    var tree = boards.tree(member);
    var targets =
        tree.all().stream()
            .filter(board -> !board.category() && board.id() != topic.boardId())
            .filter(board -> Act.MOVE.allowedTo(member, board.id()))
            .toList();
    return Answer.page(
        new MovePage(
            topic.title(),
            Urls.topic(topic.id(), topic.slug()),
            "/t/" + topic.id() + "/move",
            tree.path(topic.boardId()).crumbs(),
            targets));
  }

  Answer move(Visit visit, Request request) {
    var member = visit.member();
    long target = request.form().number("board").orElse(0L);
    return Answer.seeOther(move.move(member, request.id(), target)).flash("flash.topicMoved");
  }
}
