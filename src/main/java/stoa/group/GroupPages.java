package stoa.group;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.Memberships;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Groups for their members, for those who want to be in one, and for those who decide that. */
final class GroupPages {
  private static final int LONGEST_REASON = 300;
  private static final int MOST_NAMES = 1_000;
  private static final int MOST_TOLD = 20;

  private final Access access;
  private final GroupQueries queries;
  private final GroupMembers members;
  private final GroupPasswords passwords;
  private final NameList names;
  private final GroupPageMaker maker;
  private final InstantSource clock;

  GroupPages(
      Access access,
      GroupQueries queries,
      GroupMembers members,
      GroupPasswords passwords,
      NameList names,
      GroupPageMaker maker,
      InstantSource clock) {
    this.access = access;
    this.queries = queries;
    this.members = members;
    this.passwords = passwords;
    this.names = names;
    this.maker = maker;
    this.clock = clock;
  }

  Answer list(Visit visit, Request request) {
    return Answer.page(new GroupsPage(new GroupRows(access, queries).all(visit.member()), null));
  }

  Answer show(Visit visit, Request request) {
    return Answer.page(maker.page(visit.viewer(), request, GroupPageMaker.Filled.NOTHING));
  }

  Answer ask(Visit visit, Request request) {
    var group = maker.group(visit.viewer(), request.id());
    String reason = request.form().line("reason");
    if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      var field = new Field(reason, Message.of("form.tooLong", LONGEST_REASON));
      return Answer.again(maker.page(visit.viewer(), request, GroupPageMaker.Filled.reason(field)));
    }
    members.ask(visit.viewer(), group.id(), maker.row(group.id()).joining(), reason);
    return Answer.seeOther("/groups/" + group.id()).flash("flash.groupAsked");
  }

  Answer join(Visit visit, Request request) {
    var group = maker.opened(visit.viewer(), request.id());
    String password = request.form().secret("password");
    boolean right;
    try {
      right = passwords.join(visit.viewer(), group.id(), request.client(), password);
    } catch (Refused e) {
      if (!(e.refusal() instanceof Refusal.TooFast tooFast)) {
        throw e;
      }
      var slow = Message.of("error.tooFast", tooFast.retryAfter().toSeconds() + 1);
      return Answer.tooFast(unjoined(visit, request, slow), tooFast.retryAfter());
    }
    if (!right) {
      return Answer.again(unjoined(visit, request, Message.of("groups.passwordWrong")));
    }
    return Answer.seeOther(GroupPageMaker.home(visit.viewer(), group.id()))
        .flash("flash.groupJoined");
  }

  private GroupPage unjoined(Visit visit, Request request, Message fault) {
    var filled = GroupPageMaker.Filled.password(new Field("", fault));
    return maker.page(visit.viewer(), request, filled);
  }

  Answer withdraw(Visit visit, Request request) {
    members.withdraw(visit.viewer(), request.id());
    return Answer.seeOther("/groups").flash("flash.saved");
  }

  Answer leave(Visit visit, Request request) {
    var group = maker.group(visit.viewer(), request.id());
    members.leave(visit.viewer(), group.id(), maker.row(group.id()).joining());
    return Answer.seeOther("/groups").flash("flash.groupLeft");
  }

  Answer add(Visit visit, Request request) {
    var form = request.form();
    var group = maker.group(visit.viewer(), request.id());
    members.requireRight(visit.viewer(), group.id());
    String text = form.text("names");
    var until = LastDay.of(form.line("until"), clock.instant());
    boolean leader = form.has("leader");
    var words = NameList.words(text);
    var read =
        words.size() > MOST_NAMES
            ? new NameList.Read(java.util.Set.of(), List.of())
            : names.read(words, Act.MANAGE_MEMBERS.allowedTo(visit.viewer()));
    var fault = fault(words, read.unknown());
    if (fault != null || until.wrong()) {
      var again = new GroupPage.AddForm(new Field(text, fault), until.field(), leader);
      return Answer.again(maker.page(visit.viewer(), request, GroupPageMaker.Filled.add(again)));
    }
    members.put(
        visit.viewer(), group.id(), read.accounts(), new Memberships.Term(until.end(), leader));
    return saved(visit, group.id());
  }

  private static @Nullable Message fault(List<String> words, List<String> unknown) {
    if (words.isEmpty()) {
      return Message.of("groups.noNames");
    }
    if (words.size() > MOST_NAMES) {
      return Message.of("groups.tooManyNames", MOST_NAMES);
    }
    if (unknown.isEmpty()) {
      return null;
    }
    var told = String.join(", ", unknown.stream().limit(MOST_TOLD).toList());
    return unknown.size() > MOST_TOLD
        ? Message.of("groups.unknownMore", unknown.size() - MOST_TOLD, told)
        : Message.of("groups.unknown", unknown.size(), told);
  }

  Answer addAll(Visit visit, Request request) {
    var group = maker.group(visit.viewer(), request.id());
    members.putAll(visit.viewer(), group.id(), request.form().number("from").orElse(0L));
    return saved(visit, group.id());
  }

  Answer remove(Visit visit, Request request) {
    long group = request.id();
    members.remove(visit.viewer(), group, List.of(request.number("account")));
    return saved(visit, group);
  }

  Answer lead(Visit visit, Request request) {
    long group = request.id();
    boolean leader = request.form().has("leader");
    members.lead(visit.viewer(), group, request.number("account"), leader);
    return saved(visit, group);
  }

  Answer accept(Visit visit, Request request) {
    long group = request.id();
    members.accept(visit.viewer(), group, request.number("account"));
    return saved(visit, group);
  }

  Answer refuse(Visit visit, Request request) {
    long group = request.id();
    members.refuse(visit.viewer(), group, request.number("account"));
    return saved(visit, group);
  }

  private static Answer saved(Visit visit, long group) {
    return Answer.seeOther(GroupPageMaker.home(visit.viewer(), group)).flash("flash.groupsSaved");
  }
}
