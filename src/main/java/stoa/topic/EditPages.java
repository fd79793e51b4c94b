package stoa.topic;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostRights;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.base.Viewer;
import stoa.base.config.Settings;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Urls;

/** Changing, deleting and restoring posts; pinning and locking topics. */
final class EditPages {
  private final Site site;
  private final Access access;
  private final TopicQueries queries;
  private final Topics topics;
  private final Removals removals;
  private final PostLimits limits;
  private final Settings.Text sizes;

  EditPages(
      Site site,
      Access access,
      TopicQueries queries,
      Topics topics,
      Removals removals,
      PostLimits limits,
      Settings.Text sizes) {
    this.site = site;
    this.access = access;
    this.queries = queries;
    this.topics = topics;
    this.removals = removals;
    this.limits = limits;
    this.sizes = sizes;
  }

  /** A post that this viewer may change, with its topic. */
  private record Editable(PostText post, TopicHead topic) {
    boolean first() {
      return post.position() == 1;
    }
  }

  void editForm(Context context) {
    Editable it = editable(context);
    Field title = it.first() ? Field.of(it.topic().title()) : null;
    Field tags = it.first() ? Field.of(String.join(", ", it.topic().tags())) : null;
    site.show(
        context, page(it, title, tags, Field.of(it.post().source()), it.post().edits(), null));
  }

  void edit(Context context) {
    Viewer.Member member = site.viewer(context).member();
    Editable it = editable(context);
    var fields = Form.of(context);
    var form = it.first() ? DraftForm.topic(fields, sizes) : DraftForm.reply(fields, sizes);
    int version = fields.number("version").map(Long::intValue).orElse(it.post().edits());
    if (form.wrong()) {
      site.showAgain(context, page(it, form, version, null));
      return;
    }
    limits.edit(member);
    switch (topics.edit(member, it.topic(), it.post().id(), version, form.draft())) {
      case Topics.Edited.Saved saved -> site.seeOther(context, saved.location());
      case Topics.Edited.Conflict conflict ->
          site.show(
              context, HttpStatus.CONFLICT, page(it, form, conflict.version(), conflict.theirs()));
      case Topics.Edited.Rejected(var why) ->
          site.showAgain(context, page(it, form.rejected(why), version, null));
    }
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
    var crumbs = queries.path(it.topic().boardId()).crumbs();
    return new EditPage(
        it.topic().title(),
        Urls.topic(it.topic().id(), it.topic().slug()),
        url,
        url + "/edit",
        crumbs,
        title,
        tags,
        body,
        version,
        theirs);
  }

  private Editable editable(Context context) {
    Viewer viewer = site.viewer(context);
    var _ = viewer.member();
    var found = access.post(viewer, Params.id(context));
    Act.EDIT.require(PostRights.of(viewer, found.topic(), found.post()).mayEdit());
    return new Editable(found.post(), found.topic());
  }

  void delete(Context context) {
    Viewer.Member member = site.viewer(context).member();
    limits.edit(member);
    String location = removals.delete(member, Params.id(context));
    site.notice(context, "notice.deleted");
    site.seeOther(context, location);
  }

  void restore(Context context) {
    Viewer.Member member = site.viewer(context).member();
    limits.edit(member);
    String location = removals.restore(member, Params.id(context));
    site.notice(context, "notice.restored");
    site.seeOther(context, location);
  }

  void pin(Context context) {
    moderate(context, Removals.Mark.PIN);
  }

  void unpin(Context context) {
    moderate(context, Removals.Mark.UNPIN);
  }

  void lock(Context context) {
    moderate(context, Removals.Mark.LOCK);
  }

  void unlock(Context context) {
    moderate(context, Removals.Mark.UNLOCK);
  }

  private void moderate(Context context, Removals.Mark mark) {
    site.seeOther(
        context, removals.moderate(site.viewer(context).member(), Params.id(context), mark));
  }
}
