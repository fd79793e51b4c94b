package stoa.group;

import java.util.Map;
import stoa.TestForum;
import stoa.support.Visitor;

/** A forum with groups, and what is done to them in the browser. */
final class GroupForum implements AutoCloseable {
  final TestForum forum;
  final Visitor solon;

  GroupForum() {
    this(Map.of());
  }

  GroupForum(Map<String, String> settings) {
    forum = TestForum.with(settings);
    solon = forum.administrator();
  }

  /** The form of a new group. */
  Visitor.Form form(String name) {
    return solon
        .get("/admin/groups")
        .form("/admin/groups")
        .set("name", name)
        .set("joining", "INVITATION");
  }

  /** Makes a group; its id. */
  long make(String name, String joining) {
    return id(form(name).set("joining", joining).send());
  }

  static long id(Visitor.Answer made) {
    String location = made.expect(303).location();
    return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
  }

  /** Members without a session. */
  void members(String begin, int many) {
    forum.execute(
        "insert into account (name, name_key, email_key, created_at) select '"
            + begin
            + "' || n, lower('"
            + begin
            + "') || n, lower('"
            + begin
            + "') || n || '@example.com', now() from generate_series(1, "
            + many
            + ") n");
  }

  long account(String name) {
    return forum.count("select id from account where name = '" + name + "'");
  }

  long size(long group) {
    return forum.count("select count(*) from group_member where group_id = " + group);
  }

  Visitor.Answer add(Visitor by, long group, String names) {
    return form(by, group).set("names", names).send();
  }

  Visitor.Form form(Visitor by, long group) {
    String home = (by == solon ? "/admin/groups/" : "/groups/") + group;
    return by.get(home).form("/groups/" + group + "/members").without("leader");
  }

  /** Sends what no page of theirs offers. */
  static Visitor.Answer force(Visitor by, String path, String... fields) {
    var all = new java.util.HashMap<String, String>();
    all.put("_csrf", by.get("/settings").html().select("[name=_csrf]").attr("value"));
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    return by.post(path, Map.copyOf(all));
  }

  @Override
  public void close() {
    forum.close();
  }
}
