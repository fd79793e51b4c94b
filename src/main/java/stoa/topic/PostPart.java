package stoa.topic;

import stoa.base.view.View;

/** What a member may do with one post: that part of a topic's page alone. */
record PostPart(PostRow post) implements View {
  @Override
  public String template() {
    return "topic/part";
  }
}
