package stoa.reaction;

import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Services;

/** What members think of posts: likes, and the answer that a topic's author chooses. */
public final class ReactionFeature implements Feature {
  private final ReactionPages pages;

  public ReactionFeature(Services services) {
    var db = services.db();
    var access = services.access();
    this.pages =
        new ReactionPages(
            new Likes(db, access, new LikeQueries(), services.clock()),
            new Answers(db, access, new AnswerQueries()),
            services.rates());
  }

  @Override
  public void routes(Routes routes) {
    routes.form("/p/{id}/like", pages::like);
    routes.form("/p/{id}/unlike", pages::unlike);
    routes.form("/p/{id}/choose", pages::choose);
    routes.form("/p/{id}/unchoose", pages::unchoose);
  }
}
