package stoa.moderation;

import stoa.access.Act;
import stoa.base.view.Menu;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Services;
import stoa.topic.PendingPosts;
import stoa.topic.TopicMove;

/** What moderators see and do. */
public final class ModerationFeature implements Feature {
  private final DeskPages desk;
  private final FlagPages flags;
  private final MovePages moves;

  /**
   * @param posts where decisions about pending posts take effect
   * @param move how topics get to other boards
   */
  public ModerationFeature(Services services, PendingPosts posts, TopicMove move) {
    var db = services.db();
    var clock = services.clock();
    var queries = new DeskQueries(db);
    this.desk = new DeskPages(new Desk(db, posts, queries, clock), queries);
    this.moves = new MovePages(services.access(), services.boards(), move);
    this.flags =
        new FlagPages(new TopicFlags(db, services.access(), new TopicFlagQueries(), clock));
  }

  @Override
  public void routes(Routes routes) {
    routes
        .page("/mod", Right.to(Act.APPROVE), desk::list)
        .inMenu(Menu.Place.MAIN, 40, "nav.moderate");
    routes.form("/mod/{id}/approve", Right.to(Act.APPROVE), desk::approve);
    routes.form("/mod/{id}/remove", Right.to(Act.APPROVE), desk::remove);
    routes.form("/t/{id}/pin", flags::pin);
    routes.form("/t/{id}/unpin", flags::unpin);
    routes.form("/t/{id}/lock", flags::lock);
    routes.form("/t/{id}/unlock", flags::unlock);
    routes.page("/t/{id}/move", Right.MEMBER, moves::ask);
    routes.form("/t/{id}/move", Right.MEMBER, moves::move);
  }
}
