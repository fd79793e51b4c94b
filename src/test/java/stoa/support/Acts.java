package stoa.support;

/** What members do, by the forms of the pages. */
public final class Acts {
  private Acts() {}

  public static Visitor.Answer signIn(Visitor visitor, String name, String password) {
    var form = visitor.get("/login").form("/login");
    return form.set("username", name).set("password", password).send();
  }

  /** A form that would open a topic. */
  public static Visitor.Form topicForm(Visitor author, String board, String title, String body) {
    String address = board + "/new";
    return author.get(address).form(address).set("title", title).set("body", body);
  }

  /** Opens a topic; its address. */
  public static String open(Visitor author, String board, String title, String body) {
    return topicForm(author, board, title, body).send().expect(303).location();
  }

  /** Sends a reply by the form on the topic's page. */
  public static Visitor.Answer reply(Visitor author, String topic, String body) {
    return author.get(topic).form(action(topic, "reply")).set("body", body).send();
  }

  /** The address of what is done to a topic. */
  public static String action(String topic, String verb) {
    return "/t/" + topicId(topic) + "/" + verb;
  }

  /** The number in a topic's address. */
  public static String topicId(String topic) {
    return topic.split("/", -1)[2];
  }

  /** The permalink of the post that a place on a page stands for. */
  public static String post(String place) {
    return "/p/" + place.substring(place.indexOf("#p") + 2);
  }
}
