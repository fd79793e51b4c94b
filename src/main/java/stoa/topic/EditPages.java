package stoa.topic;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostRights;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.config.Settings;
import stoa.base.view.Field;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.tree.BoardPath;

/** Changing, deleting and restoring posts. */
final class EditPages {
  private final Access access;
  private final TopicQueries queries;
  private final Topics topics;
  private final PostStates states;
  private final PostLimits limits;
  private final Settings.Text sizes;

  EditPages(
      Access access,
      TopicQueries queries,
      Topics topics,
      PostStates states,
      PostLimits limits,
      Settings.Text sizes) {
    this.access = access;
    this.queries = queries;
    this.topics = topics;
    this.states = states;
    this.limits = limits;
    this.sizes = sizes;
  }

  /** A post that this viewer may change, with its topic. */
  private record Editable(PostText post, TopicHead topic, BoardPath path) {
    boolean first() {
      return post.opens();
    }
  }

  Answer editForm(Visit visit, Request request) {
    Editable it = editable(visit, request);
    Field title = it.first() ? Field.of(it.topic().title()) : null;
    Field tags = it.first() ? Field.of(String.join(", ", it.topic().tags())) : null;
    return Answer.page(
        page(it, title, tags, Field.of(it.post().source()), it.post().edits(), null));
  }

  Answer edit(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    Editable it = editable(visit, request);
    var fields = request.form();
    var form = it.first() ? DraftForm.topic(fields, sizes) : DraftForm.reply(fields, sizes);
    int version = fields.number("version").map(Long::intValue).orElse(it.post().edits());
    boolean sameTags = Set.copyOf(form.draft().tags()).equals(Set.copyOf(it.topic().tags()));
    if (it.first() && !sameTags && !Act.TAG.allowedTo(member, it.topic().boardId())) {
      return Answer.again(page(it, form.untagged(), version, null));
    }
    if (form.wrong()) {
      return Answer.again(page(it, form, version, null));
    }
    limits.edit(member);
    return switch (topics.edit(member, it.topic(), it.post().id(), version, form.draft())) {
      case Topics.Edited.Saved saved -> Answer.seeOther(saved.location());
      case Topics.Edited.Conflict conflict ->
          Answer.conflict(page(it, form, conflict.version(), conflict.theirs()));
      case Topics.Edited.Rejected(var why) ->
          Answer.again(page(it, form.rejected(why), version, null));
    };
  }

  private EditPage page(Editable it, DraftForm form, int version, @Nullable String theirs) {
    Field title = it.first() ? form.title() : null;
    Field tags = it.first() ? form.tags() : null;
    return page(it, title, tags, form.body(), version, theirs);
  }

  private EditPage page(
      Editable it,
      @Nullable Field title,
      @Nullable Field tags,
      Field body,
      int version,
      @Nullable String theirs) {
    String url = Urls.post(it.post().id());
    return new EditPage(
        it.topic().title(),
        Urls.topic(it.topic().id(), it.topic().slug()),
        url,
        url + "/edit",
        it.path().crumbs(),
        title,
        tags,
        body,
        version,
        theirs);
  }

  private Editable editable(Visit visit, Request request) {
    Viewer viewer = visit.viewer();
    var _ = viewer.member();
    var found = access.post(viewer, request.id());
    Act.EDIT_OWN.require(PostRights.of(viewer, found.topic(), found.post()).mayEdit());
    return new Editable(found.post(), found.topic(), queries.path(viewer, found.topic().boardId()));
  }

  Answer delete(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    limits.edit(member);
    String location = states.delete(member, request.id());
    return Answer.seeOther(location).flash("flash.deleted");
  }

  Answer restore(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    limits.edit(member);
    String location = states.restore(member, request.id());
    return Answer.seeOther(location).flash("flash.restored");
  }
}
